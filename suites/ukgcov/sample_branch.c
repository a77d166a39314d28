/* SPDX-License-Identifier: BSD-3-Clause */
/* See sample.h. */
#include "sample.h"

static volatile int odd_calls;
static volatile int even_calls;

void sample_branch(int odd)
{
	if (odd)
		odd_calls = odd_calls + 1;
	else
		even_calls = even_calls + 1;
}
