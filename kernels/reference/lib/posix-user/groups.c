/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * POSIX.1-2017 getgid(), setgid(), setegid(), setregid(), getgroups(); Linux
 * setgroups(2), setresgid(2), getresgid(2), setfsgid(2).
 */
#include <uk/alloc.h>
#include <uk/syscall.h>
#include <uk/useraccess.h>

#include "credentials.h"

static struct uk_ids *gids(void)
{
	return &uk_process_credentials.gid;
}

static bool may_set(void)
{
	return uk_credentials_can(UK_CAP_SETGID);
}

UK_SYSCALL_R_DEFINE(long, getgid)
{
	return gids()->real;
}

UK_SYSCALL_R_DEFINE(long, getegid)
{
	return gids()->effective;
}

UK_SYSCALL_R_DEFINE(int, setgid, __u32, gid)
{
	return uk_ids_set(gids(), gid, may_set());
}

UK_SYSCALL_R_DEFINE(int, setregid, __u32, real, __u32, effective)
{
	return uk_ids_set_real_effective(gids(), real, effective, may_set());
}

UK_SYSCALL_R_DEFINE(int, setresgid, __u32, real, __u32, effective, __u32, saved)
{
	return uk_ids_set_all(gids(), real, effective, saved, may_set());
}

UK_SYSCALL_R_DEFINE(int, getresgid, __u32 *, real, __u32 *, effective, __u32 *,
		    saved)
{
	if (uk_copy_to_user(real, &gids()->real, sizeof(__u32)) ||
	    uk_copy_to_user(effective, &gids()->effective, sizeof(__u32)) ||
	    uk_copy_to_user(saved, &gids()->saved, sizeof(__u32)))
		return -EFAULT;
	return 0;
}

UK_SYSCALL_R_DEFINE(long, setfsgid, __u32, gid)
{
	return uk_ids_set_fs(gids(), gid, may_set());
}

UK_SYSCALL_R_DEFINE(int, getgroups, int, count, __u32 *, list)
{
	const struct uk_credentials *c = &uk_process_credentials;

	if (!count)
		return (int)c->group_count;
	if (count < 0 || (unsigned int)count < c->group_count)
		return -EINVAL;
	if (uk_copy_to_user(list, c->groups, c->group_count * sizeof(*list)))
		return -EFAULT;
	return (int)c->group_count;
}

UK_SYSCALL_R_DEFINE(int, setgroups, size_t, count, const __u32 *, list)
{
	struct uk_credentials *c = &uk_process_credentials;
	struct uk_alloc *a = uk_alloc_get_default();
	__u32 *groups = NULL;

	if (!may_set())
		return -EPERM;
	if (count > UK_NGROUPS_MAX)
		return -EINVAL;
	if (count) {
		groups = uk_malloc(a, count * sizeof(*groups));
		if (!groups)
			return -ENOMEM;
		if (uk_copy_from_user(groups, list, count * sizeof(*groups))) {
			uk_free(a, groups);
			return -EFAULT;
		}
	}
	uk_free(a, c->groups);
	c->groups = groups;
	c->group_count = (unsigned int)count;
	return 0;
}
