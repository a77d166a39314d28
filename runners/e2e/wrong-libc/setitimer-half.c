/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: signal/interval_timer
 * Rings after half of the time. */
#include <sys/time.h>

int __real_setitimer(int which, const struct itimerval *timer, struct itimerval *old);

int __wrap_setitimer(int which, const struct itimerval *timer, struct itimerval *old)
{
	struct itimerval half = *timer;

	half.it_value.tv_usec /= 2;
	half.it_interval.tv_usec /= 2;
	return __real_setitimer(which, &half, old);
}
