/* SPDX-License-Identifier: BSD-3-Clause */
/* System calls about time that Linux has on x86_64 only: time(). */
#include <uk/nofault.h>
#include <uk/posix_time.h>
#include <uk/syscall.h>

UK_SYSCALL_R_DEFINE(long, time, long *, to)
{
	long now = (long)ukarch_time_nsec_to_sec(uk_clock_realtime());

	return !to || uk_nofault_try_write(now, to) ? now : -EFAULT;
}
