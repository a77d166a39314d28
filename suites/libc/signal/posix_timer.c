/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX timer_create, timer_settime, timer_gettime, timer_getoverrun, timer_delete: signal with value, absolute time, overrun, silence */
#define _XOPEN_SOURCE 700
#include "threading.h"
#include <signal.h>

static timer_t make(clockid_t clock, int notify, int value)
{
	struct sigevent event = {.sigev_notify = notify, .sigev_signo = SIGRTMIN, .sigev_value.sival_int = value};
	timer_t timer;

	REQUIRE(timer_create(clock, &event, &timer) == 0);
	return timer;
}

static void once(clockid_t clock, int flags)
{
	struct timespec until = after_ms(clock, 20);
	struct itimerspec when = {.it_value = {0, 20 * MS_IN_NS}}, left;
	timer_t timer = make(clock, SIGEV_SIGNAL, 321);
	siginfo_t info;
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGRTMIN);
	if (flags & TIMER_ABSTIME)
		when.it_value = until;
	CHECK_INT(timer_settime(timer, flags, &when, NULL), 0);
	CHECK_INT(timer_gettime(timer, &left), 0);
	CHECK(left.it_value.tv_sec == 0 && left.it_value.tv_nsec <= 20 * MS_IN_NS);
	CHECK_INT(sigwaitinfo(&set, &info), SIGRTMIN);
	CHECK(is_past(clock, until));
	CHECK_INT(info.si_code, SI_TIMER);
	CHECK_INT(info.si_value.sival_int, 321);
	CHECK_INT(timer_gettime(timer, &left), 0);
	CHECK(left.it_value.tv_sec == 0 && left.it_value.tv_nsec == 0);
	CHECK_INT(timer_delete(timer), 0);
}

static void overrun(void)
{
	struct itimerspec when = {{0, 2 * MS_IN_NS}, {0, 2 * MS_IN_NS}}, off = {{0, 0}, {0, 0}};
	timer_t timer = make(CLOCK_MONOTONIC, SIGEV_SIGNAL, 5);
	siginfo_t info;
	sigset_t set;
	int count;

	sigemptyset(&set);
	sigaddset(&set, SIGRTMIN);
	CHECK_INT(timer_settime(timer, 0, &when, NULL), 0);
	sleep_ms(25); /* the signal is pending: further expirations are counted */
	CHECK_INT(sigwaitinfo(&set, &info), SIGRTMIN);
	count = timer_getoverrun(timer);
	CHECK(count >= 5);
	sleep_ms(10); /* another one is pending: the count is that of the one accepted */
	CHECK_INT(timer_getoverrun(timer), count);
	CHECK_INT(timer_settime(timer, 0, &off, NULL), 0);
	CHECK_INT(timer_delete(timer), 0);
}

static void silent(void)
{
	struct itimerspec when = {.it_value = {0, 5 * MS_IN_NS}}, left;
	timer_t timer = make(CLOCK_MONOTONIC, SIGEV_NONE, 0);

	CHECK_INT(timer_settime(timer, 0, &when, NULL), 0);
	sleep_ms(8);
	CHECK_INT(timer_gettime(timer, &left), 0);
	CHECK(left.it_value.tv_sec == 0 && left.it_value.tv_nsec == 0);
	CHECK_INT(timer_delete(timer), 0);
}

static long long elapsed_ns(struct timespec from, struct timespec to)
{
	return (to.tv_sec - from.tv_sec) * 1000000000LL + to.tv_nsec - from.tv_nsec;
}

/* A timer of CPU time goes on with that clock, which does not while the process sleeps */
static void of_cpu_time(void)
{
	struct itimerspec when = {.it_value = {1000, 0}}, left;
	timer_t timer = make(CLOCK_PROCESS_CPUTIME_ID, SIGEV_SIGNAL, 9);
	struct timespec before = after_ms(CLOCK_PROCESS_CPUTIME_ID, 0), after;

	CHECK_INT(timer_settime(timer, 0, &when, NULL), 0);
	sleep_ms(30);
	CHECK_INT(timer_gettime(timer, &left), 0);
	after = after_ms(CLOCK_PROCESS_CPUTIME_ID, 0);
	CHECK(elapsed_ns(left.it_value, when.it_value) <= elapsed_ns(before, after));
	CHECK_INT(timer_delete(timer), 0);
}

int main(void)
{
	struct sigevent event = {.sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGRTMIN};
	timer_t timer;
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGRTMIN);
	REQUIRE(sigprocmask(SIG_BLOCK, &set, NULL) == 0);
	once(CLOCK_MONOTONIC, 0);
	once(CLOCK_MONOTONIC, TIMER_ABSTIME);
	once(CLOCK_REALTIME, TIMER_ABSTIME);
	overrun();
	silent();
	of_cpu_time();
	errno = 0;
	CHECK_INT(timer_create(4711, &event, &timer), -1);
	CHECK_INT(errno, EINVAL);
	return check_status();
}
