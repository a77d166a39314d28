/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX.1-2017 nanosleep, clock_nanosleep: never shorter than asked; until a time; EINVAL for nanoseconds out of range. */
#define _XOPEN_SOURCE 700
#include "check.h"

#include <errno.h>
#include <time.h>

static long long now(void)
{
	struct timespec ts;

	REQUIRE(clock_gettime(CLOCK_MONOTONIC, &ts) == 0);
	return ts.tv_sec * 1000000000LL + ts.tv_nsec;
}

/* Until a time of the clock of the day: not after a span of that length */
static void until_time_of_day(void)
{
	long long start = now();
	struct timespec ts;

	REQUIRE(clock_gettime(CLOCK_REALTIME, &ts) == 0);
	ts.tv_nsec += 5000000;
	if (ts.tv_nsec >= 1000000000) {
		ts.tv_sec++;
		ts.tv_nsec -= 1000000000;
	}
	CHECK_INT(clock_nanosleep(CLOCK_REALTIME, TIMER_ABSTIME, &ts, NULL), 0);
	CHECK(now() - start >= 5000000);
}

static void wrong(long nsec)
{
	struct timespec ts = { 0, nsec };

	errno = 0;
	CHECK_INT(nanosleep(&ts, NULL), -1);
	CHECK_INT(errno, EINVAL);
	CHECK_INT(clock_nanosleep(CLOCK_MONOTONIC, 0, &ts, NULL), EINVAL);
}

int main(void)
{
	struct timespec ts = { 0, 10000000 };
	long long start = now(), end;

	CHECK_INT(nanosleep(&ts, NULL), 0);
	end = now();
	CHECK(end - start >= 10000000);
	CHECK(end - start < 5000000000);
	start = now();
	CHECK_INT(clock_nanosleep(CLOCK_REALTIME, 0, &ts, NULL), 0);
	CHECK(now() - start >= 10000000);
	end = now() + 5000000;
	ts.tv_sec = end / 1000000000;
	ts.tv_nsec = end % 1000000000;
	CHECK_INT(clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &ts, NULL), 0);
	CHECK(now() >= end);
	/* A time that has been ends at once */
	start = now();
	CHECK_INT(clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &ts, NULL), 0);
	ts.tv_sec = ts.tv_nsec = 0;
	CHECK_INT(nanosleep(&ts, NULL), 0);
	CHECK(now() - start < 5000000000);
	until_time_of_day();
	wrong(1000000000);
	wrong(-1);
	return check_status();
}
