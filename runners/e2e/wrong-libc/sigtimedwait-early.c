/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: signal/wait
 * Does not wait. */
#include <errno.h>
#include <signal.h>
#include <time.h>

int __real_sigtimedwait(const sigset_t *set, siginfo_t *info, const struct timespec *wait);

int __wrap_sigtimedwait(const sigset_t *set, siginfo_t *info, const struct timespec *wait)
{
	struct timespec none = {0, 0};

	return __real_sigtimedwait(set, info, wait ? &none : wait);
}
