/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Linux capget(2), capset(2), of the one process.
 */
#include <uk/syscall.h>
#include <uk/useraccess.h>

#include "credentials.h"

#define VERSION_1 0x19980330U
#define VERSION_2 0x20071026U
#define VERSION_3 0x20080522U

struct cap_header {
	__u32 version;
	int pid;
};

struct cap_data {
	__u32 effective, permitted, inheritable;
};

/* @return words of data of a version; -EINVAL, and the version we speak is told */
static int words_of(struct cap_header *user, struct cap_header *h)
{
	const __u32 version = VERSION_3;

	if (uk_copy_from_user(h, user, sizeof(*h)))
		return -EFAULT;
	switch (h->version) {
	case VERSION_1:
		return 1;
	case VERSION_2:
	case VERSION_3:
		return 2;
	default:
		if (uk_copy_to_user(&user->version, &version, sizeof(version)))
			return -EFAULT;
		return -EINVAL;
	}
}

static bool is_me(int pid)
{
	return !pid || pid == uk_syscall_r(UK_SYS_getpid) ||
	       pid == uk_syscall_r(UK_SYS_gettid);
}

UK_SYSCALL_R_DEFINE(int, capget, struct cap_header *, header, struct cap_data *,
		    data)
{
	const struct uk_credentials *c = &uk_process_credentials;
	struct cap_header h;
	struct cap_data d[2];
	int words = words_of(header, &h);

	/* without data it is the question which version there is */
	if (words < 0)
		return words == -EINVAL && !data ? 0 : words;
	if (h.pid < 0)
		return -EINVAL;
	if (!is_me(h.pid))
		return -ESRCH;
	if (!data)
		return 0;
	for (int i = 0; i < 2; i++)
		d[i] = (struct cap_data){
			(__u32)(c->cap_effective >> (32 * i)),
			(__u32)(c->cap_permitted >> (32 * i)),
			(__u32)(c->cap_inheritable >> (32 * i)),
		};
	return uk_copy_to_user(data, d, (size_t)words * sizeof(*d));
}

static int set(__u64 effective, __u64 permitted, __u64 inheritable)
{
	struct uk_credentials *c = &uk_process_credentials;

	if (permitted & ~c->cap_permitted || effective & ~permitted)
		return -EPERM;
	if (inheritable & ~(c->cap_inheritable | c->cap_permitted))
		return -EPERM;
	c->cap_effective = effective;
	c->cap_permitted = permitted;
	c->cap_inheritable = inheritable;
	return 0;
}

UK_SYSCALL_R_DEFINE(int, capset, struct cap_header *, header,
		    const struct cap_data *, data)
{
	struct cap_data d[2] = {{0, 0, 0}, {0, 0, 0}};
	struct cap_header h;
	int words = words_of(header, &h);

	if (words < 0)
		return words;
	if (!is_me(h.pid))
		return -EPERM;
	if (uk_copy_from_user(d, data, (size_t)words * sizeof(*d)))
		return -EFAULT;
	return set((d[0].effective | (__u64)d[1].effective << 32) & UK_CAP_ALL,
		   (d[0].permitted | (__u64)d[1].permitted << 32) & UK_CAP_ALL,
		   (d[0].inheritable | (__u64)d[1].inheritable << 32) &
			   UK_CAP_ALL);
}
