/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: signal/handler_mask signal/alternate_stack
 * Drops SA_RESTART, SA_NODEFER, SA_RESETHAND and SA_ONSTACK. */
#include <signal.h>

int __real_sigaction(int signo, const struct sigaction *action, struct sigaction *old);

int __wrap_sigaction(int signo, const struct sigaction *action, struct sigaction *old)
{
	struct sigaction plain;

	if (!action)
		return __real_sigaction(signo, action, old);
	plain = *action;
	plain.sa_flags &= SA_SIGINFO;
	return __real_sigaction(signo, &plain, old);
}
