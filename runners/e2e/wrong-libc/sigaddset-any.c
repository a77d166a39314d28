/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: signal/sigset
 * Takes numbers that are none. */
#include <signal.h>

int __real_sigaddset(sigset_t *set, int signo);

int __wrap_sigaddset(sigset_t *set, int signo)
{
	__real_sigaddset(set, signo);
	return 0;
}
