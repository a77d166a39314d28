/* SPDX-License-Identifier: BSD-3-Clause */
/* System calls about time that Linux has on x86_64 only: time(), alarm(). */
#include <uk/nofault.h>
#include <uk/posix_time.h>
#include <uk/syscall.h>

#include "../../itimer.h"

UK_SYSCALL_R_DEFINE(long, time, long *, to)
{
	long now = (long)ukarch_time_nsec_to_sec(uk_clock_realtime());

	return !to || uk_nofault_try_write(now, to) ? now : -EFAULT;
}

/* @return seconds that were left, rounded, but not to nothing */
UK_SYSCALL_R_DEFINE(long, alarm, unsigned int, seconds)
{
	struct uk_timer *t = uk_itimer(ITIMER_REAL);
	__nsec rest = uk_timer_rest(t);
	__nsec left = ukarch_time_nsec_to_sec(rest + UKARCH_NSEC_PER_SEC / 2);

	uk_timer_arm(t,
		     seconds ? uk_timer_now(t) +
				       ukarch_time_sec_to_nsec(seconds)
			     : 0,
		     0);
	return (long)(rest && !left ? 1 : left);
}
