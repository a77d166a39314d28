/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: signal/siginfo signal/wait
 * Sends no value. */
#include <signal.h>

int __wrap_sigqueue(pid_t pid, int signo, union sigval value)
{
	(void)value;
	return kill(pid, signo);
}
