/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX XSH 2.4.1: a signal for the process goes to one thread that does not block it; with all blocking it stays pending for all */
#define _XOPEN_SOURCE 700
#include "threading.h"
#include <semaphore.h>
#include <signal.h>
#include <unistd.h>

static pthread_t handled_by;
static sem_t handled, ready, go;

static void handler(int signo)
{
	(void)signo;
	handled_by = pthread_self();
	sem_post(&handled);
}

static void *open_for_it(void *arg)
{
	sigset_t none;

	(void)arg;
	sigemptyset(&none);
	CHECK_INT(pthread_sigmask(SIG_SETMASK, &none, NULL), 0);
	sem_post(&ready);
	while (sem_wait(&go) != 0)
		continue;
	return NULL;
}

static void *sees_it_pending(void *arg)
{
	sigset_t pending;

	(void)arg;
	CHECK_INT(sigpending(&pending), 0);
	CHECK_INT(sigismember(&pending, SIGUSR1), 1);
	return NULL;
}

int main(void)
{
	struct sigaction action = {.sa_handler = handler};
	sigset_t set, none;
	pthread_t thread;

	REQUIRE(sem_init(&handled, 0, 0) == 0 && sem_init(&ready, 0, 0) == 0 && sem_init(&go, 0, 0) == 0);
	REQUIRE(sigaction(SIGUSR1, &action, NULL) == 0);
	sigemptyset(&none);
	sigemptyset(&set);
	sigaddset(&set, SIGUSR1);
	REQUIRE(pthread_sigmask(SIG_BLOCK, &set, NULL) == 0);
	thread = start_thread(open_for_it, NULL);
	sem_wait(&ready);
	CHECK_INT(kill(getpid(), SIGUSR1), 0);
	sem_wait(&handled);
	CHECK(pthread_equal(handled_by, thread));
	sem_post(&go);
	join_thread(thread);
	CHECK_INT(kill(getpid(), SIGUSR1), 0); /* nobody is open for it now */
	join_thread(start_thread(sees_it_pending, NULL));
	CHECK_INT(sem_trywait(&handled), -1);
	CHECK_INT(pthread_sigmask(SIG_SETMASK, &none, NULL), 0);
	CHECK_INT(sem_trywait(&handled), 0);
	CHECK(pthread_equal(handled_by, pthread_self()));
	return check_status();
}
