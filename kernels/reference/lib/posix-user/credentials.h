/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The identity of the process, for the calls that change it.
 */
#ifndef __POSIX_USER_CREDENTIALS_H__
#define __POSIX_USER_CREDENTIALS_H__

#include <uk/user.h>

/** A number in calls that leaves an identity as it is, and is none */
#define UK_ID_NONE __U32_MAX

#define UK_CAP_COUNT 41
#define UK_CAP_ALL ((1UL << UK_CAP_COUNT) - 1)

/** What the calls change */
extern struct uk_credentials uk_process_credentials;

/**
 * The rules of setreuid() for users and groups alike, setreuid(2).
 * @param is_allowed the process may take any identity
 * @return 0, -EPERM
 */
int uk_ids_set_real_effective(struct uk_ids *ids, __u32 real, __u32 effective,
			      bool is_allowed);
/** Those of setresuid(2) */
int uk_ids_set_all(struct uk_ids *ids, __u32 real, __u32 effective, __u32 saved,
		   bool is_allowed);
/** Those of setuid(2) */
int uk_ids_set(struct uk_ids *ids, __u32 id, bool is_allowed);
/** Those of setfsuid(2). @return the number before */
__u32 uk_ids_set_fs(struct uk_ids *ids, __u32 id, bool is_allowed);

#endif /* __POSIX_USER_CREDENTIALS_H__ */
