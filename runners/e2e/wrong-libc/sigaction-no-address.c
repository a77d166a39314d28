/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: signal/faults
 * Gives the handler no address. */
#include <signal.h>

static void (*handler)(int, siginfo_t *, void *);

static void without(int signo, siginfo_t *info, void *context)
{
	info->si_addr = 0;
	handler(signo, info, context);
}

int __real_sigaction(int signo, const struct sigaction *action, struct sigaction *old);

int __wrap_sigaction(int signo, const struct sigaction *action, struct sigaction *old)
{
	struct sigaction other = *action;

	handler = action->sa_sigaction;
	other.sa_sigaction = without;
	return __real_sigaction(signo, &other, old);
}
