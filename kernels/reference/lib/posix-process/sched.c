/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Scheduling as programs may ask for it: policies and priorities are kept and
 * reported; all threads take turns nevertheless. POSIX.1-2017 <sched.h>,
 * getpriority(); Linux sched_setaffinity(2), getcpu(2).
 */
#include <string.h>
#include <uk/nofault.h>
#include <uk/plat/lcpu.h>
#include <uk/process.h>
#include <uk/sched.h>
#include <uk/syscall.h>
#include <uk/timespec.h>

#define SCHED_OTHER 0
#define SCHED_FIFO 1
#define SCHED_RR 2
#define SCHED_BATCH 3
#define SCHED_IDLE 5
#define SCHED_RESET_ON_FORK 0x40000000

#define RT_PRIORITY_MIN 1
#define RT_PRIORITY_MAX 99
#define RR_SLICE_NSEC 5000000L

#define PRIO_PROCESS 0
#define PRIO_USER 2
#define NICE_MIN (-20)
#define NICE_MAX 19

UK_SYSCALL_R_DEFINE(int, sched_yield)
{
	uk_sched_yield();
	return 0;
}

/* @return the thread of that number, the running one for 0, or NULL */
static struct posix_thread *thread_of(int tid)
{
	struct posix_thread *self = posix_thread_current();

	return tid ? posix_process_find(self->process, tid) : self;
}

static bool is_real_time(int policy)
{
	return policy == SCHED_FIFO || policy == SCHED_RR;
}

static bool is_policy(int policy)
{
	return is_real_time(policy) || policy == SCHED_OTHER ||
	       policy == SCHED_BATCH || policy == SCHED_IDLE;
}

static int set_policy(int tid, int policy, const int *param)
{
	struct posix_thread *pt = tid < 0 ? NULL : thread_of(tid);
	int priority;

	if (tid < 0 || !param)
		return -EINVAL;
	if (!uk_nofault_try_read(priority, param))
		return -EFAULT;
	if (!pt)
		return -ESRCH;
	policy = policy < 0 ? pt->policy : policy & ~SCHED_RESET_ON_FORK;
	if (!is_policy(policy))
		return -EINVAL;
	if (is_real_time(policy) ? priority < RT_PRIORITY_MIN ||
					   priority > RT_PRIORITY_MAX
				 : priority != 0)
		return -EINVAL;
	pt->policy = policy;
	pt->priority = priority;
	return 0;
}

UK_SYSCALL_R_DEFINE(int, sched_setscheduler, int, tid, int, policy,
		    const int *, param)
{
	return policy < 0 ? -EINVAL : set_policy(tid, policy, param);
}

UK_SYSCALL_R_DEFINE(int, sched_setparam, int, tid, const int *, param)
{
	return set_policy(tid, -1, param);
}

UK_SYSCALL_R_DEFINE(int, sched_getscheduler, int, tid)
{
	struct posix_thread *pt = thread_of(tid);

	if (tid < 0)
		return -EINVAL;
	return pt ? pt->policy : -ESRCH;
}

UK_SYSCALL_R_DEFINE(int, sched_getparam, int, tid, int *, param)
{
	struct posix_thread *pt = thread_of(tid);

	if (tid < 0 || !param)
		return -EINVAL;
	if (!pt)
		return -ESRCH;
	return uk_nofault_try_write(pt->priority, param) ? 0 : -EFAULT;
}

UK_SYSCALL_R_DEFINE(int, sched_get_priority_max, int, policy)
{
	if (!is_policy(policy))
		return -EINVAL;
	return is_real_time(policy) ? RT_PRIORITY_MAX : 0;
}

UK_SYSCALL_R_DEFINE(int, sched_get_priority_min, int, policy)
{
	if (!is_policy(policy))
		return -EINVAL;
	return is_real_time(policy) ? RT_PRIORITY_MIN : 0;
}

UK_SYSCALL_R_DEFINE(int, sched_rr_get_interval, int, tid, void *, to)
{
	struct posix_thread *pt = thread_of(tid);
	struct uk_timespec slice = { 0, RR_SLICE_NSEC };

	if (tid < 0)
		return -EINVAL;
	if (!pt)
		return -ESRCH;
	if (pt->policy == SCHED_FIFO)
		slice.nsec = 0;
	return uk_nofault_try_write(slice, to) ? 0 : -EFAULT;
}

/* Bits of the CPUs that there are, 64 at most */
static __u64 all_cpus(void)
{
	return ~0UL >> (64 - ukplat_lcpu_count());
}

/* @return bytes written, as the C library expects */
UK_SYSCALL_R_DEFINE(long, sched_getaffinity, int, tid, size_t, size, char *, to)
{
	__u64 mask = all_cpus();

	if (size < sizeof(mask) || size % sizeof(mask))
		return -EINVAL;
	if (!thread_of(tid))
		return -ESRCH;
	return uk_nofault_try_write(mask, to) ? (long)sizeof(mask) : -EFAULT;
}

/* A wish; threads stay where they are */
UK_SYSCALL_R_DEFINE(int, sched_setaffinity, int, tid, size_t, size,
		    const char *, from)
{
	__u64 mask = 0;

	size = MIN(size, sizeof(mask));
	if (uk_nofault_memcpy((char *)&mask, from, size, 0) != size)
		return -EFAULT;
	if (!thread_of(tid))
		return -ESRCH;
	return mask & all_cpus() ? 0 : -EINVAL;
}

UK_SYSCALL_R_DEFINE(int, getcpu, unsigned int *, cpu, unsigned int *, node)
{
	const unsigned int idx = ukplat_lcpu_idx();
	const unsigned int zero = 0;

	if ((cpu && !uk_nofault_try_write(idx, cpu)) ||
	    (node && !uk_nofault_try_write(zero, node)))
		return -EFAULT;
	return 0;
}

/* Processes, groups and users: there is one of each */
static int check_which(int which, int who)
{
	if (which < PRIO_PROCESS || which > PRIO_USER)
		return -EINVAL;
	return who == 0 || (which == PRIO_PROCESS && thread_of(who)) ||
			       who == posix_process_current()->pid
		       ? 0
		       : -ESRCH;
}

/* 20 - nice value, so that no result looks like an error */
UK_SYSCALL_R_DEFINE(int, getpriority, int, which, int, who)
{
	int rc = check_which(which, who);

	return rc ? rc : 20 - posix_process_current()->nice;
}

UK_SYSCALL_R_DEFINE(int, setpriority, int, which, int, who, int, nice)
{
	int rc = check_which(which, who);

	if (!rc)
		posix_process_current()->nice =
			MIN(MAX(nice, NICE_MIN), NICE_MAX);
	return rc;
}
