/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Suite time: clocks and sleeping. POSIX.1-2017 clock_gettime(),
 * clock_nanosleep(), clock_getcpuclockid(), times().
 */
#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <sys/time.h>
#include <sys/times.h>
#include <time.h>
#include <unistd.h>
#include <uk/test.h>

#define YEAR_2023 1672531200
#define YEAR_2100 4102444800

static long long nsec_of(clockid_t clock)
{
	struct timespec ts = {0, 0};

	clock_gettime(clock, &ts);
	return ts.tv_sec * 1000000000LL + ts.tv_nsec;
}

/* A host that takes the CPU away makes the guest's time longer: the best counts */
#define TRIES 10

/* About 3 ms of work */
static void work(void)
{
	long long end = nsec_of(CLOCK_MONOTONIC) + 3000000;

	while (nsec_of(CLOCK_MONOTONIC) < end)
		;
}

UK_TESTCASE(time, time_of_day_is_of_this_century)
{
	struct timeval tv;

	UK_TEST_EXPECT_SNUM_GT(time(NULL), YEAR_2023);
	UK_TEST_EXPECT_SNUM_LT(time(NULL), YEAR_2100);
	UK_TEST_EXPECT_ZERO(gettimeofday(&tv, NULL));
	UK_TEST_EXPECT_SNUM_LE(tv.tv_sec - time(NULL), 0);
	UK_TEST_EXPECT_SNUM_GE(tv.tv_sec - time(NULL), -1);
}

static long long offset_of_day(void)
{
	return nsec_of(CLOCK_REALTIME) - nsec_of(CLOCK_MONOTONIC);
}

UK_TESTCASE(time, time_of_day_goes_on_as_the_monotonic_clock_does)
{
	long long change = 0;

	for (int i = 0; i < TRIES && (!i || llabs(change) >= 1000000); i++) {
		change = offset_of_day();
		work();
		change = offset_of_day() - change;
	}
	UK_TEST_EXPECT_SNUM_LT(llabs(change), 1000000);
}

UK_TESTCASE(time, time_of_day_can_be_set)
{
	struct timespec ts = {2000000000, 5}, old, late = {0, 1000000000};

	clock_gettime(CLOCK_REALTIME, &old);
	UK_TEST_EXPECT_ZERO(clock_settime(CLOCK_REALTIME, &ts));
	UK_TEST_EXPECT_SNUM_GE(time(NULL), 2000000000);
	UK_TEST_EXPECT_SNUM_LT(time(NULL), 2000000010);
	UK_TEST_EXPECT_ZERO(clock_settime(CLOCK_REALTIME, &old));
	errno = 0;
	UK_TEST_EXPECT(clock_settime(CLOCK_MONOTONIC, &ts) && errno == EINVAL);
	UK_TEST_EXPECT(clock_settime(CLOCK_REALTIME, &late) && errno == EINVAL);
}

UK_TESTCASE(time, unknown_clocks_are_refused)
{
	struct timespec ts;

	errno = 0;
	UK_TEST_EXPECT(clock_gettime(99, &ts) == -1 && errno == EINVAL);
	UK_TEST_EXPECT(clock_getres(99, NULL) == -1 && errno == EINVAL);
	UK_TEST_EXPECT_ZERO(clock_getres(CLOCK_MONOTONIC, &ts));
	UK_TEST_EXPECT(ts.tv_sec == 0 && ts.tv_nsec == 1);
}

UK_TESTCASE(time, sleep_costs_no_cpu_time_and_work_does)
{
	struct timespec ms3 = {0, 3000000};
	long long begin, least = 1000000000;

	for (int i = 0; i < TRIES && least >= 2500000; i++) {
		begin = nsec_of(CLOCK_THREAD_CPUTIME_ID);
		nanosleep(&ms3, NULL);
		begin = nsec_of(CLOCK_THREAD_CPUTIME_ID) - begin;
		least = begin < least ? begin : least;
	}
	UK_TEST_EXPECT_SNUM_LT(least, 2500000);
	begin = nsec_of(CLOCK_PROCESS_CPUTIME_ID);
	work();
	UK_TEST_EXPECT_SNUM_GE(nsec_of(CLOCK_PROCESS_CPUTIME_ID) - begin,
			       2500000);
}

static void *work_and_tell(void *arg)
{
	work();
	*(long long *)arg = nsec_of(CLOCK_THREAD_CPUTIME_ID);
	return NULL;
}

UK_TESTCASE(time, cpu_time_of_a_thread_is_its_own_and_counts_for_the_process)
{
	long long begin = nsec_of(CLOCK_PROCESS_CPUTIME_ID);
	long long own, other = 0, least = 1000000000;
	pthread_t t;

	for (int i = 0; i < TRIES && least >= 2500000; i++) {
		own = nsec_of(CLOCK_THREAD_CPUTIME_ID);
		UK_TEST_ASSERT(pthread_create(&t, NULL, work_and_tell,
					      &other) == 0);
		pthread_join(t, NULL);
		own = nsec_of(CLOCK_THREAD_CPUTIME_ID) - own;
		least = own < least ? own : least;
	}
	UK_TEST_EXPECT_SNUM_GE(other, 2500000);
	UK_TEST_EXPECT_SNUM_LT(least, 2500000);
	UK_TEST_EXPECT_SNUM_GE(nsec_of(CLOCK_PROCESS_CPUTIME_ID) - begin,
			       2500000);
}

UK_TESTCASE(time, cpu_clocks_have_numbers)
{
	clockid_t clock;

	UK_TEST_EXPECT_ZERO(pthread_getcpuclockid(pthread_self(), &clock));
	UK_TEST_EXPECT_SNUM_GT(nsec_of(clock), 0);
	UK_TEST_EXPECT_ZERO(clock_getcpuclockid(getpid(), &clock));
	UK_TEST_EXPECT_SNUM_GT(nsec_of(clock), 0);
	UK_TEST_EXPECT(clock_getcpuclockid(4711, &clock) != 0);
}

UK_TESTCASE(time, sleeps_check_what_they_are_told)
{
	struct timespec bad = {0, 1000000000}, negative = {-1, 0}, past = {1, 0};

	errno = 0;
	UK_TEST_EXPECT(nanosleep(&bad, NULL) == -1 && errno == EINVAL);
	UK_TEST_EXPECT(nanosleep(&negative, NULL) == -1 && errno == EINVAL);
	UK_TEST_EXPECT_SNUM_EQ(clock_nanosleep(CLOCK_THREAD_CPUTIME_ID, 0,
					       &past, NULL),
			       EINVAL);
	UK_TEST_EXPECT_ZERO(clock_nanosleep(CLOCK_REALTIME, TIMER_ABSTIME,
					    &past, NULL));
}

UK_TESTCASE(time, absolute_sleep_ends_at_its_time)
{
	struct timespec ts;
	long long until;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	until = ts.tv_sec * 1000000000LL + ts.tv_nsec + 4000000;
	ts.tv_sec = until / 1000000000;
	ts.tv_nsec = until % 1000000000;
	UK_TEST_EXPECT_ZERO(clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &ts,
					    NULL));
	UK_TEST_EXPECT_SNUM_GE(nsec_of(CLOCK_MONOTONIC), until);
}

UK_TESTCASE(time, times_counts_a_hundred_a_second)
{
	struct timespec ms30 = {0, 30000000};
	struct tms tms;
	clock_t a = times(&tms), b;

	nanosleep(&ms30, NULL);
	b = times(NULL);
	UK_TEST_EXPECT_SNUM_GE(b - a, 2);
	UK_TEST_EXPECT_SNUM_GE(tms.tms_utime, 0);
	UK_TEST_EXPECT_SNUM_EQ(sysconf(_SC_CLK_TCK), 100);
}

uk_testsuite_register(time, NULL);
