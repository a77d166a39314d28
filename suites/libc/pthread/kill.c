/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX pthread_kill, pthread_sigmask: the signal goes to that thread, masks are per thread and inherited, signal 0 only asks */
#define _XOPEN_SOURCE 700
#include "threading.h"
#include <semaphore.h>
#include <signal.h>

static pthread_t handled_by;
static volatile sig_atomic_t handled;
static sem_t ready, seen, go;

static void handler(int signo)
{
	int saved = errno;

	CHECK_INT(signo, SIGUSR1);
	handled_by = pthread_self();
	handled++;
	sem_post(&seen);
	errno = saved;
}

static void *receives(void *arg)
{
	(void)arg;
	sem_post(&ready);
	while (sem_wait(&go) != 0)
		CHECK_INT(errno, EINTR); /* a handler ran */
	return NULL;
}

static void *has_it_blocked(void *arg)
{
	sigset_t set, pending;

	(void)arg;
	CHECK_INT(pthread_sigmask(SIG_BLOCK, NULL, &set), 0);
	CHECK_INT(sigismember(&set, SIGUSR1), 1); /* inherited */
	CHECK_INT(pthread_kill(pthread_self(), SIGUSR1), 0);
	sigemptyset(&pending);
	CHECK_INT(sigpending(&pending), 0);
	CHECK_INT(sigismember(&pending, SIGUSR1), 1);
	sem_post(&ready);
	sem_wait(&go);
	CHECK_INT(handled, 1);
	sigemptyset(&set);
	CHECK_INT(pthread_sigmask(SIG_SETMASK, &set, NULL), 0); /* now it is handled */
	CHECK_INT(handled, 2);
	CHECK(pthread_equal(handled_by, pthread_self()));
	return NULL;
}

int main(void)
{
	struct sigaction action = {.sa_handler = handler};
	sigset_t set, pending;
	pthread_t thread;

	REQUIRE(sem_init(&ready, 0, 0) == 0 && sem_init(&seen, 0, 0) == 0 && sem_init(&go, 0, 0) == 0);
	REQUIRE(sigaction(SIGUSR1, &action, NULL) == 0);
	thread = start_thread(receives, NULL);
	sem_wait(&ready);
	CHECK_INT(pthread_kill(thread, 0), 0);
	CHECK_INT(pthread_kill(thread, 12345), EINVAL);
	CHECK_INT(pthread_kill(thread, SIGUSR1), 0);
	sem_wait(&seen);
	CHECK(pthread_equal(handled_by, thread));
	sem_post(&go);
	join_thread(thread);
	sigemptyset(&set);
	sigaddset(&set, SIGUSR1);
	CHECK_INT(pthread_sigmask(SIG_BLOCK, &set, NULL), 0);
	thread = start_thread(has_it_blocked, NULL);
	sem_wait(&ready);
	sigemptyset(&pending);
	CHECK_INT(sigpending(&pending), 0);
	CHECK_INT(sigismember(&pending, SIGUSR1), 0); /* pending for the other thread only */
	sem_post(&go);
	join_thread(thread);
	CHECK_INT(handled, 2);
	return check_status();
}
