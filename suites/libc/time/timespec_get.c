/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.27.2.5 timespec_get, 7.27.2.4 time, POSIX.1-2017 clock_gettime: they tell one and the same time. */
#define _XOPEN_SOURCE 700
#include "check.h"

#include <time.h>

int main(void)
{
	struct timespec a = { -1, -1 }, b;
	time_t before, after, stored = 0;

	before = time(NULL);
	CHECK_INT(timespec_get(&a, TIME_UTC), TIME_UTC);
	CHECK_INT(clock_gettime(CLOCK_REALTIME, &b), 0);
	after = time(&stored);
	CHECK_INT(after, stored);
	/* time() may be a tick behind the others, and so a second */
	CHECK(a.tv_sec >= before && a.tv_sec <= after + 1);
	CHECK(b.tv_sec > a.tv_sec
	      || (b.tv_sec == a.tv_sec && b.tv_nsec >= a.tv_nsec));
	CHECK(a.tv_nsec >= 0 && a.tv_nsec < 1000000000);
	CHECK_INT(timespec_get(&a, 0), 0);
	CHECK_INT(timespec_get(&a, 12345), 0);
	return check_status();
}
