/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Signals that the process sends to itself: POSIX.1-2017 raise(), sigprocmask(),
 * sigaction(), sigqueue(), sigtimedwait().
 */
#include <errno.h>
#include <signal.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include <uk/test.h>

static volatile sig_atomic_t calls, last;
static siginfo_t last_info;

static void count(int signo)
{
	calls++;
	last = signo;
}

static void keep(int signo, siginfo_t *info, void *context)
{
	(void)context;
	count(signo);
	last_info = *info;
}

static void install(int signo, int flags)
{
	struct sigaction action = {.sa_flags = flags};

	if (flags & SA_SIGINFO)
		action.sa_sigaction = keep;
	else
		action.sa_handler = count;
	sigaction(signo, &action, NULL);
	calls = 0;
	last = 0;
}

static void mask(int how, int signo)
{
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, signo);
	sigprocmask(how, &set, NULL);
}

static int is_pending(int signo)
{
	sigset_t set;

	sigpending(&set);
	return sigismember(&set, signo);
}

UK_TESTCASE(signal, handler_has_run_when_raise_returns)
{
	install(SIGUSR1, 0);
	UK_TEST_EXPECT_ZERO(raise(SIGUSR1));
	UK_TEST_EXPECT_SNUM_EQ(calls, 1);
	UK_TEST_EXPECT_SNUM_EQ(last, SIGUSR1);
	signal(SIGUSR1, SIG_DFL);
}

UK_TESTCASE(signal, blocked_signal_waits_until_it_is_unblocked)
{
	install(SIGUSR1, 0);
	mask(SIG_BLOCK, SIGUSR1);
	raise(SIGUSR1);
	UK_TEST_EXPECT_ZERO(calls);
	UK_TEST_EXPECT_SNUM_EQ(is_pending(SIGUSR1), 1);
	mask(SIG_UNBLOCK, SIGUSR1);
	UK_TEST_EXPECT_SNUM_EQ(calls, 1);
	UK_TEST_EXPECT_SNUM_EQ(is_pending(SIGUSR1), 0);
	signal(SIGUSR1, SIG_DFL);
}

UK_TESTCASE(signal, standard_signals_do_not_queue)
{
	install(SIGUSR1, 0);
	mask(SIG_BLOCK, SIGUSR1);
	raise(SIGUSR1);
	raise(SIGUSR1);
	mask(SIG_UNBLOCK, SIGUSR1);
	UK_TEST_EXPECT_SNUM_EQ(calls, 1);
	signal(SIGUSR1, SIG_DFL);
}

UK_TESTCASE(signal, realtime_signals_queue_with_their_values)
{
	union sigval value = {.sival_int = 41};

	install(SIGRTMIN, SA_SIGINFO);
	mask(SIG_BLOCK, SIGRTMIN);
	UK_TEST_EXPECT_ZERO(sigqueue(getpid(), SIGRTMIN, value));
	value.sival_int = 42;
	UK_TEST_EXPECT_ZERO(sigqueue(getpid(), SIGRTMIN, value));
	mask(SIG_UNBLOCK, SIGRTMIN);
	UK_TEST_EXPECT_SNUM_EQ(calls, 2);
	UK_TEST_EXPECT_SNUM_EQ(last_info.si_value.sival_int, 42);
	UK_TEST_EXPECT_SNUM_EQ(last_info.si_code, SI_QUEUE);
	signal(SIGRTMIN, SIG_DFL);
}

UK_TESTCASE(signal, ignored_signal_does_nothing)
{
	signal(SIGUSR1, SIG_IGN);
	UK_TEST_EXPECT_ZERO(raise(SIGUSR1));
	UK_TEST_EXPECT_SNUM_EQ(is_pending(SIGUSR1), 0);
	signal(SIGUSR1, SIG_DFL);
	/* its default action is to be ignored */
	UK_TEST_EXPECT_ZERO(raise(SIGCHLD));
}

UK_TESTCASE(signal, resethand_takes_the_handler_away)
{
	struct sigaction now;

	install(SIGUSR1, SA_RESETHAND);
	raise(SIGUSR1);
	sigaction(SIGUSR1, NULL, &now);
	UK_TEST_EXPECT(now.sa_handler == SIG_DFL);
	UK_TEST_EXPECT_SNUM_EQ(calls, 1);
}

static volatile sig_atomic_t was_blocked;

static void look(int signo)
{
	sigset_t now;

	sigprocmask(SIG_BLOCK, NULL, &now);
	was_blocked = sigismember(&now, signo) && sigismember(&now, SIGUSR2);
}

UK_TESTCASE(signal, handler_runs_with_the_mask_of_its_action)
{
	struct sigaction action = {.sa_handler = look};
	sigset_t now;

	sigaddset(&action.sa_mask, SIGUSR2);
	sigaction(SIGUSR1, &action, NULL);
	raise(SIGUSR1);
	UK_TEST_EXPECT(was_blocked);
	sigprocmask(SIG_BLOCK, NULL, &now);
	UK_TEST_EXPECT_ZERO(sigismember(&now, SIGUSR1));
	UK_TEST_EXPECT_ZERO(sigismember(&now, SIGUSR2));
	signal(SIGUSR1, SIG_DFL);
}

UK_TESTCASE(signal, sigtimedwait_takes_what_is_pending)
{
	struct timespec no_time = {0, 0};
	siginfo_t info;
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGUSR1);
	sigprocmask(SIG_BLOCK, &set, NULL);
	raise(SIGUSR1);
	UK_TEST_EXPECT_SNUM_EQ(sigtimedwait(&set, &info, &no_time), SIGUSR1);
	UK_TEST_EXPECT_SNUM_EQ(info.si_signo, SIGUSR1);
	UK_TEST_EXPECT_SNUM_EQ(sigtimedwait(&set, &info, &no_time), -1);
	UK_TEST_EXPECT_SNUM_EQ(errno, EAGAIN);
	sigprocmask(SIG_UNBLOCK, &set, NULL);
}

UK_TESTCASE(signal, arguments_out_of_range_are_refused)
{
	errno = 0;
	UK_TEST_EXPECT_SNUM_EQ(kill(getpid(), 65), -1);
	UK_TEST_EXPECT_SNUM_EQ(errno, EINVAL);
	UK_TEST_EXPECT_SNUM_EQ(kill(99999, SIGUSR1), -1);
	UK_TEST_EXPECT_SNUM_EQ(errno, ESRCH);
	UK_TEST_EXPECT(signal(SIGKILL, SIG_IGN) == SIG_ERR);
	UK_TEST_EXPECT_SNUM_EQ(errno, EINVAL);
	UK_TEST_EXPECT_ZERO(kill(getpid(), 0));
}

uk_testsuite_register(signal, NULL);
