/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.27.2.1 clock, POSIX.1-2017: processor time in millionths of a second; it grows while the program computes. */
#define _XOPEN_SOURCE 700
#include "check.h"

#include <time.h>

int main(void)
{
	clock_t first = clock(), was = first, now;
	volatile unsigned spin;
	int round;

	CHECK_INT(CLOCKS_PER_SEC, 1000000);
	CHECK(first != (clock_t)-1);
	/* Until it has grown, but not for ever */
	for (round = 0; round < 100000 && was - first < 2000; round++) {
		for (spin = 0; spin < 1000; spin++)
			;
		now = clock();
		CHECK(now >= was);
		was = now;
	}
	CHECK(was - first >= 2000);
	return check_status();
}
