/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: signal/sigaction_basics
 * Accepts a handler for SIGKILL. */
#include <signal.h>

int __real_sigaction(int signo, const struct sigaction *action, struct sigaction *old);

int __wrap_sigaction(int signo, const struct sigaction *action, struct sigaction *old)
{
	return signo == SIGKILL ? 0 : __real_sigaction(signo, action, old);
}
