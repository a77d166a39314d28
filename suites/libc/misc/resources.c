/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX getrlimit, setrlimit, getrusage, times, clock: limits are lowered and read back, used time only grows */
#define _XOPEN_SOURCE 700
#include "check.h"
#include <errno.h>
#include <sys/resource.h>
#include <sys/times.h>
#include <time.h>

static long used_us(void)
{
	struct rusage usage;

	CHECK_INT(getrusage(RUSAGE_SELF, &usage), 0);
	CHECK(usage.ru_utime.tv_usec >= 0 && usage.ru_utime.tv_usec < 1000000);
	CHECK(usage.ru_stime.tv_usec >= 0 && usage.ru_stime.tv_usec < 1000000);
	return (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1000000L + usage.ru_utime.tv_usec + usage.ru_stime.tv_usec;
}

static void limits(int what)
{
	struct rlimit limit, again;

	CHECK_INT(getrlimit(what, &limit), 0);
	CHECK(limit.rlim_cur <= limit.rlim_max);
	limit.rlim_cur = limit.rlim_cur == RLIM_INFINITY || limit.rlim_cur > 4096 ? 4096 : limit.rlim_cur / 2;
	CHECK_INT(setrlimit(what, &limit), 0);
	CHECK_INT(getrlimit(what, &again), 0);
	CHECK_UINT(again.rlim_cur, limit.rlim_cur);
	CHECK_UINT(again.rlim_max, limit.rlim_max);
	again.rlim_max = again.rlim_cur - 1; /* soft above hard */
	errno = 0;
	CHECK_INT(setrlimit(what, &again), -1);
	CHECK_INT(errno, EINVAL);
}

int main(void)
{
	struct rlimit limit;
	struct tms tms;
	clock_t ticks = times(&tms), start = clock();
	long before = used_us();
	volatile unsigned long n = 1;

	CHECK(start != (clock_t)-1);
	while (clock() - start < CLOCKS_PER_SEC / 200) /* works for 5 ms */
		for (int i = 0; i < 1000; i++)
			n = n * 3 + 1;
	CHECK(used_us() >= before);
	CHECK(times(&tms) >= ticks);
	CHECK(tms.tms_utime >= 0 && tms.tms_stime >= 0);
	limits(RLIMIT_NOFILE);
	limits(RLIMIT_FSIZE);
	errno = 0;
	CHECK_INT(getrlimit(1234, &limit), -1);
	CHECK_INT(errno, EINVAL);
	errno = 0;
	CHECK_INT(getrusage(1234, &(struct rusage){.ru_maxrss = 0}), -1);
	CHECK_INT(errno, EINVAL);
	return check_status();
}
