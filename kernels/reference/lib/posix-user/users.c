/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * POSIX.1-2017 getuid(), setuid(), seteuid(), setreuid(); Linux setresuid(2),
 * getresuid(2), setfsuid(2). Leaving root takes the capabilities away
 * (capabilities(7), "Effect of user ID changes").
 */
#include <uk/syscall.h>
#include <uk/useraccess.h>

#include "credentials.h"

/* The capabilities about files, which follow the number for files */
#define CAPS_OF_FILES 0x1fUL /* CHOWN to FSETID */

static struct uk_ids *uids(void)
{
	return &uk_process_credentials.uid;
}

static bool has_root(const struct uk_ids *ids)
{
	return !ids->real || !ids->effective || !ids->saved;
}

static int changed(const struct uk_ids *before, int rc)
{
	struct uk_credentials *c = &uk_process_credentials;

	if (rc)
		return rc;
	if (has_root(before) && !has_root(&c->uid)) {
		c->cap_permitted = 0;
		c->cap_effective = 0;
	} else if (!before->effective && c->uid.effective) {
		c->cap_effective = 0;
	} else if (before->effective && !c->uid.effective) {
		c->cap_effective = c->cap_permitted;
	}
	return 0;
}

UK_SYSCALL_R_DEFINE(long, getuid)
{
	return uids()->real;
}

UK_SYSCALL_R_DEFINE(long, geteuid)
{
	return uids()->effective;
}

UK_SYSCALL_R_DEFINE(int, setuid, __u32, uid)
{
	struct uk_ids before = *uids();

	return changed(&before, uk_ids_set(uids(), uid,
					   uk_credentials_can(UK_CAP_SETUID)));
}

UK_SYSCALL_R_DEFINE(int, setreuid, __u32, real, __u32, effective)
{
	struct uk_ids before = *uids();

	return changed(&before, uk_ids_set_real_effective(
					uids(), real, effective,
					uk_credentials_can(UK_CAP_SETUID)));
}

UK_SYSCALL_R_DEFINE(int, setresuid, __u32, real, __u32, effective, __u32, saved)
{
	struct uk_ids before = *uids();

	return changed(&before,
		       uk_ids_set_all(uids(), real, effective, saved,
				      uk_credentials_can(UK_CAP_SETUID)));
}

UK_SYSCALL_R_DEFINE(int, getresuid, __u32 *, real, __u32 *, effective, __u32 *,
		    saved)
{
	if (uk_copy_to_user(real, &uids()->real, sizeof(__u32)) ||
	    uk_copy_to_user(effective, &uids()->effective, sizeof(__u32)) ||
	    uk_copy_to_user(saved, &uids()->saved, sizeof(__u32)))
		return -EFAULT;
	return 0;
}

UK_SYSCALL_R_DEFINE(long, setfsuid, __u32, uid)
{
	struct uk_credentials *c = &uk_process_credentials;
	__u32 before = uk_ids_set_fs(&c->uid, uid,
				     uk_credentials_can(UK_CAP_SETUID));

	if (!before && c->uid.fs)
		c->cap_effective &= ~CAPS_OF_FILES;
	else if (before && !c->uid.fs)
		c->cap_effective |= c->cap_permitted & CAPS_OF_FILES;
	return before;
}
