/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: pthread/kill
 * Sends to the process. */
#include <pthread.h>
#include <signal.h>
#include <unistd.h>

int __wrap_pthread_kill(pthread_t thread, int signo)
{
	(void)thread;
	return kill(getpid(), signo);
}
