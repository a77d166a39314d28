/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: regression/raise_from_many_threads
 * Sends to the process. */
#include <signal.h>
#include <unistd.h>

int __wrap_raise(int signo)
{
	return kill(getpid(), signo);
}
