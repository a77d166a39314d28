/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Identity of the calling process, and its children: there are none. POSIX.1-2017
 * getpid(), getpgid(), getsid(), setsid(), wait(); Linux gettid(), prctl().
 */
#include <string.h>
#include <uk/nofault.h>
#include <uk/process.h>
#include <uk/syscall.h>

#define PR_SET_NAME 15
#define PR_GET_NAME 16

#define WNOHANG 1
#define WUNTRACED 2
#define WEXITED 4
#define WCONTINUED 8
#define WNOWAIT 0x01000000
#define WAIT4_OPTIONS (WNOHANG | WUNTRACED | WCONTINUED | 0xe0000000U)
#define WAITID_OPTIONS \
	(WNOHANG | WUNTRACED | WEXITED | WCONTINUED | WNOWAIT | 0xe0000000U)
#define P_PIDFD 3

UK_SYSCALL_R_DEFINE(int, getpid)
{
	return posix_process_current()->pid;
}

UK_SYSCALL_R_DEFINE(int, gettid)
{
	return posix_thread_current()->tid;
}

/* Process 1 has no parent and is everybody's */
UK_SYSCALL_R_DEFINE(int, getppid)
{
	return posix_process_current()->pid == 1 ? 0 : 1;
}

/* A process leads a group and a session, which have its number and nobody else */
static int own_group(int pid)
{
	int own = posix_process_current()->pid;

	return pid == 0 || pid == own ? own : -ESRCH;
}

UK_SYSCALL_R_DEFINE(int, getpgid, int, pid)
{
	return own_group(pid);
}

UK_SYSCALL_R_DEFINE(int, getsid, int, pid)
{
	return own_group(pid);
}

/* EPERM for the leader of a session */
UK_SYSCALL_R_DEFINE(int, setpgid, int, pid, int, pgid)
{
	if (pgid < 0)
		return -EINVAL;
	return own_group(pid) < 0 ? -ESRCH : -EPERM;
}

UK_SYSCALL_R_DEFINE(int, setsid)
{
	return -EPERM;
}

UK_SYSCALL_R_DEFINE(int, wait4, int, pid, int *,
		    status, unsigned int, options, void *,
		    usage)
{
	return options & ~WAIT4_OPTIONS ? -EINVAL : -ECHILD;
}

UK_SYSCALL_R_DEFINE(int, waitid, int, kind, int, id, void *,
		    info, unsigned int, options, void *,
		    usage)
{
	if (kind < 0 || kind > P_PIDFD || (options & ~WAITID_OPTIONS) ||
	    !(options & (WEXITED | WUNTRACED | WCONTINUED)))
		return -EINVAL;
	return -ECHILD;
}

static int get_name(const struct posix_thread *pt, char *to)
{
	return uk_nofault_memcpy(to, pt->name, sizeof(pt->name), 0) ==
			       sizeof(pt->name)
		       ? 0
		       : -EFAULT;
}

/* Up to its end, which may be the last that can be read */
static int set_name(struct posix_thread *pt, const char *from)
{
	char name[sizeof(pt->name)] = "";
	unsigned int i;

	for (i = 0; i < sizeof(name) - 1; i++) {
		if (!uk_nofault_try_read(name[i], from + i))
			return -EFAULT;
		if (!name[i])
			break;
	}
	memcpy(pt->name, name, sizeof(name));
	return 0;
}

UK_SYSCALL_R_DEFINE(int, prctl, int, option, char *, address)
{
	if (option == PR_SET_NAME)
		return set_name(posix_thread_current(), address);
	if (option == PR_GET_NAME)
		return get_name(posix_thread_current(), address);
	return -EINVAL;
}
