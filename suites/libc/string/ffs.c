/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX.1-2017 ffs: the number, from 1, of the lowest bit that is set; 0 for 0. */
#define _XOPEN_SOURCE 700
#include "check.h"

#include <limits.h>
#include <strings.h>

int main(void)
{
	int bit;

	CHECK_INT(ffs(0), 0);
	for (bit = 0; bit < 32; bit++) {
		check_row("bit", bit);
		CHECK_INT(ffs((int)(1U << bit)), bit + 1);
		CHECK_INT(ffs((int)(UINT_MAX << bit)), bit + 1);
		CHECK_INT(ffs((int)(0x80000000U | 1U << bit)), bit + 1);
	}
	CHECK_INT(ffs(-1), 1);
	CHECK_INT(ffs(INT_MIN), 32);
	return check_status();
}
