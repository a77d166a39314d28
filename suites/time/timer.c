/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Suite time: timers as far as they need no signal to arrive. POSIX.1-2017
 * timer_create(), timer_settime(), setitimer(), alarm(). Their signals are
 * the subject of suites/libc/signal.
 */
#include <errno.h>
#include <signal.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>
#include <uk/arch/time.h>
#include <uk/plat/time.h>
#include <uk/test.h>

static timer_t silent(struct uk_testcase *esac, clockid_t clock)
{
	struct sigevent none = { .sigev_notify = SIGEV_NONE };
	timer_t t = 0;

	UK_TEST_EXPECT_ZERO(timer_create(clock, &none, &t));
	return t;
}

/* A host may stall a guest for seconds, which then are not left */
static void expect_left(struct uk_testcase *esac, long left, long most,
			__nsec since)
{
	long passed = (long)ukarch_time_nsec_to_sec(ukplat_monotonic_clock() -
						    since);

	UK_TEST_EXPECTF(left <= most && left >= most - passed,
			"expected %ld s to be left behind %ld s but was %ld",
			most, passed, left);
}

UK_TESTCASE(time, timer_tells_what_is_left)
{
	__nsec start = ukplat_monotonic_clock();
	struct itimerspec set = { .it_value = {100, 0}, .it_interval = {7, 5} };
	struct itimerspec now, old;
	timer_t t = silent(esac, CLOCK_MONOTONIC);

	UK_TEST_EXPECT_ZERO(timer_gettime(t, &now));
	UK_TEST_EXPECT(now.it_value.tv_sec == 0 && now.it_value.tv_nsec == 0);
	UK_TEST_EXPECT_ZERO(timer_settime(t, 0, &set, NULL));
	UK_TEST_EXPECT_ZERO(timer_gettime(t, &now));
	expect_left(esac, now.it_value.tv_sec, 99, start);
	UK_TEST_EXPECT_SNUM_EQ(now.it_interval.tv_sec, 7);
	UK_TEST_EXPECT_SNUM_EQ(now.it_interval.tv_nsec, 5);
	set.it_value.tv_sec = 0;
	UK_TEST_EXPECT_ZERO(timer_settime(t, 0, &set, &old));
	expect_left(esac, old.it_value.tv_sec, 99, start);
	UK_TEST_EXPECT_ZERO(timer_gettime(t, &now));
	UK_TEST_EXPECT_ZERO(now.it_value.tv_nsec);
	UK_TEST_EXPECT_ZERO(timer_delete(t));
}

UK_TESTCASE(time, timer_of_one_shot_is_disarmed_when_it_expired)
{
	struct itimerspec set = { .it_value = {0, 2000000} }, now;
	struct timespec ms5 = {0, 5000000};
	timer_t t = silent(esac, CLOCK_REALTIME);

	UK_TEST_EXPECT_ZERO(timer_settime(t, 0, &set, NULL));
	nanosleep(&ms5, NULL);
	UK_TEST_EXPECT_ZERO(timer_gettime(t, &now));
	UK_TEST_EXPECT(now.it_value.tv_sec == 0 && now.it_value.tv_nsec == 0);
	timer_delete(t);
}

UK_TESTCASE(time, timer_with_an_interval_goes_on)
{
	__nsec start = ukplat_monotonic_clock();
	struct itimerspec set = { .it_value = {0, 1000000},
				  .it_interval = {50, 0} };
	struct timespec ms5 = {0, 5000000};
	timer_t t = silent(esac, CLOCK_MONOTONIC);
	struct itimerspec now;

	UK_TEST_EXPECT_ZERO(timer_settime(t, 0, &set, NULL));
	nanosleep(&ms5, NULL);
	UK_TEST_EXPECT_ZERO(timer_gettime(t, &now));
	expect_left(esac, now.it_value.tv_sec, 49, start);
	timer_delete(t);
}

UK_TESTCASE(time, bad_timers_are_refused)
{
	struct sigevent bad = { .sigev_notify = SIGEV_SIGNAL, .sigev_signo = 99 };
	struct itimerspec late = { .it_value = {0, 1000000000} };
	timer_t t;

	errno = 0;
	UK_TEST_EXPECT(timer_create(CLOCK_MONOTONIC, &bad, &t) == -1 &&
		       errno == EINVAL);
	UK_TEST_EXPECT(timer_create(99, NULL, &t) == -1 && errno == EINVAL);
	UK_TEST_EXPECT(timer_delete((timer_t)77) != 0);
	t = silent(esac, CLOCK_MONOTONIC);
	UK_TEST_EXPECT(timer_settime(t, 0, &late, NULL) == -1 &&
		       errno == EINVAL);
	UK_TEST_EXPECT_ZERO(timer_getoverrun(t));
	timer_delete(t);
}

UK_TESTCASE(time, interval_timers_are_three)
{
	__nsec start = ukplat_monotonic_clock();
	struct itimerval set = { .it_value = {100, 0} }, off = {0}, now;

	for (int which = ITIMER_REAL; which <= ITIMER_PROF; which++) {
		UK_TEST_EXPECT_ZERO(setitimer(which, &set, NULL));
		UK_TEST_EXPECT_ZERO(getitimer(which, &now));
		expect_left(esac, now.it_value.tv_sec, 99, start);
		UK_TEST_EXPECT_ZERO(setitimer(which, &off, &now));
		expect_left(esac, now.it_value.tv_sec, 99, start);
	}
	errno = 0;
	UK_TEST_EXPECT(setitimer(3, &set, NULL) == -1 && errno == EINVAL);
}

UK_TESTCASE(time, alarm_tells_the_seconds_that_were_left)
{
	__nsec start = ukplat_monotonic_clock();
	UK_TEST_EXPECT_ZERO(alarm(100));
	expect_left(esac, alarm(0), 100, start);
	UK_TEST_EXPECT_ZERO(alarm(0));
}
