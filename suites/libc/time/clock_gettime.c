/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX.1-2017 clock_gettime, clock_getres: the monotonic clock never goes back; nanoseconds are in range; wrong clocks are EINVAL. */
#define _XOPEN_SOURCE 700
#include "check.h"

#include <errno.h>
#include <time.h>

static long long now(clockid_t clock)
{
	struct timespec ts = { -1, -1 };

	REQUIRE(clock_gettime(clock, &ts) == 0);
	CHECK(ts.tv_nsec >= 0 && ts.tv_nsec < 1000000000);
	return ts.tv_sec * 1000000000LL + ts.tv_nsec;
}

int main(void)
{
	static const clockid_t clocks[] = { CLOCK_REALTIME, CLOCK_MONOTONIC,
					    CLOCK_PROCESS_CPUTIME_ID,
					    CLOCK_THREAD_CPUTIME_ID };
	struct timespec ts;
	long long before, after, first;
	size_t i;
	int step;

	for (i = 0; i < sizeof(clocks) / sizeof(*clocks); i++) {
		check_row("clock", (intmax_t)i);
		CHECK_INT(clock_getres(clocks[i], &ts), 0);
		CHECK_INT(ts.tv_sec, 0);
		CHECK(ts.tv_nsec > 0 && ts.tv_nsec <= 20000000);
		CHECK_INT(clock_getres(clocks[i], NULL), 0);
		CHECK(now(clocks[i]) >= 0);
	}
	check_row(NULL, 0);
	first = before = now(CLOCK_MONOTONIC);
	for (step = 0; step < 3000; step++) {
		after = now(CLOCK_MONOTONIC);
		CHECK(after >= before);
		before = after;
	}
	CHECK(before > first);
	errno = 0;
	CHECK_INT(clock_gettime((clockid_t)9999, &ts), -1);
	CHECK_INT(errno, EINVAL);
	errno = 0;
	CHECK_INT(clock_getres((clockid_t)9999, &ts), -1);
	CHECK_INT(errno, EINVAL);
	return check_status();
}
