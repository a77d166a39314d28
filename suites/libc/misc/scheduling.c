/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX sched_yield, sched_get_priority_min/max, sched_getparam, getpriority: the own process, ranges, invalid policies */
#define _XOPEN_SOURCE 700
#include "check.h"
#include <errno.h>
#include <sched.h>
#include <sys/resource.h>
#include <time.h>

/* An option of POSIX: present or ENOSYS. */
static int offered(int status)
{
	return status != -1 || errno != ENOSYS;
}

int main(void)
{
	struct timespec slice = {-1, -1};
	int least, most;

	for (int i = 0; i < 20; i++)
		CHECK_INT(sched_yield(), 0);
	least = sched_get_priority_min(SCHED_FIFO);
	most = sched_get_priority_max(SCHED_FIFO);
	CHECK(most - least >= 31); /* XBD <sched.h>: at least 32 */
	CHECK(sched_get_priority_min(SCHED_OTHER) <= sched_get_priority_max(SCHED_OTHER));
	errno = 0;
	CHECK_INT(sched_get_priority_max(4711), -1);
	CHECK_INT(errno, EINVAL);
	errno = 0;
	if (offered(sched_rr_get_interval(0, &slice)) && slice.tv_sec != -1)
		CHECK(slice.tv_sec >= 0 && slice.tv_nsec >= 0 && slice.tv_nsec < 1000000000);
	errno = 0;
	CHECK_INT(getpriority(PRIO_PROCESS, 0), 0); /* nice value of a process as it is started */
	CHECK_INT(errno, 0);
	errno = 0;
	CHECK_INT(getpriority(4711, 0), -1);
	CHECK_INT(errno, EINVAL);
	CHECK_INT(setpriority(PRIO_PROCESS, 0, 3), 0); /* less favourable: always allowed */
	CHECK_INT(getpriority(PRIO_PROCESS, 0), 3);
	return check_status();
}
