/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Who the process is: user and group numbers, capabilities. It begins as root
 * (v0.10 notes: UK_DEFAULT_UID, UK_DEFAULT_GID).
 */
#ifndef __UK_USER_H__
#define __UK_USER_H__

#include <stdbool.h>
#include <uk/arch/types.h>

#ifdef __cplusplus
extern "C" {
#endif

#define UK_DEFAULT_UID 0
#define UK_DEFAULT_GID 0
#define UK_DEFAULT_USER "root"
#define UK_DEFAULT_GROUP "root"
#define UK_DEFAULT_HOME "/"
#define UK_DEFAULT_SHELL "/bin/sh"

#define UK_NGROUPS_MAX 65536

struct uk_ids {
	__u32 real, effective, saved, fs;
};

struct uk_credentials {
	struct uk_ids uid, gid;
	__u32 *groups; /* supplementary */
	unsigned int group_count;
	__u64 cap_permitted, cap_effective, cap_inheritable;
};

/** @return those of the process; never NULL */
const struct uk_credentials *uk_credentials(void);

/* Capabilities of Linux that files ask for */
#define UK_CAP_CHOWN 0
#define UK_CAP_DAC_OVERRIDE 1
#define UK_CAP_DAC_READ_SEARCH 2
#define UK_CAP_FOWNER 3
#define UK_CAP_FSETID 4
#define UK_CAP_KILL 5
#define UK_CAP_SETGID 6
#define UK_CAP_SETUID 7
#define UK_CAP_SETPCAP 8
#define UK_CAP_SYS_ADMIN 21
#define UK_CAP_MKNOD 27

/** @return whether the process has a capability in effect */
bool uk_credentials_can(unsigned int capability);

/** @return whether the process is in a group, by its number or a further one */
bool uk_credentials_in_group(__u32 gid);

/** For access(): the real identity takes the place of the effective one */
struct uk_credentials_saved {
	__u32 uid, gid;
	__u64 cap_effective;
};

void uk_credentials_use_real(struct uk_credentials_saved *saved);
void uk_credentials_restore(const struct uk_credentials_saved *saved);

/** Root again, as at the start */
void uk_credentials_reset(void);

#ifdef __cplusplus
}
#endif

#endif /* __UK_USER_H__ */
