/* SPDX-License-Identifier: BSD-3-Clause */
/* See sample.h. */
#include "sample.h"

static volatile int calls;

void sample_straight(void)
{
	calls = calls + 1;
}
