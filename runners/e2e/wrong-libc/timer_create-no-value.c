/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: signal/timer_thread
 * Loses the value. */
#include <signal.h>
#include <time.h>

int __real_timer_create(clockid_t clock, struct sigevent *event, timer_t *timer);

int __wrap_timer_create(clockid_t clock, struct sigevent *event, timer_t *timer)
{
	struct sigevent other = *event;

	other.sigev_value.sival_int = 0;
	return __real_timer_create(clock, &other, timer);
}
