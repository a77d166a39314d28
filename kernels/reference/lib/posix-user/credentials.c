/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The identity of the process and the rules by which it changes (credentials(7)).
 * Interface: <uk/user.h>.
 */
#include <errno.h>
#include <uk/alloc.h>

#include "credentials.h"

#define ROOT                                                                   \
	{                                                                      \
		.uid = {UK_DEFAULT_UID, UK_DEFAULT_UID, UK_DEFAULT_UID,        \
			UK_DEFAULT_UID},                                       \
		.gid = {UK_DEFAULT_GID, UK_DEFAULT_GID, UK_DEFAULT_GID,        \
			UK_DEFAULT_GID},                                       \
		.cap_permitted = UK_CAP_ALL, .cap_effective = UK_CAP_ALL       \
	}

struct uk_credentials uk_process_credentials = ROOT;

const struct uk_credentials *uk_credentials(void)
{
	return &uk_process_credentials;
}

bool uk_credentials_can(unsigned int capability)
{
	return uk_process_credentials.cap_effective >> capability & 1;
}

bool uk_credentials_in_group(__u32 gid)
{
	const struct uk_credentials *c = &uk_process_credentials;

	for (unsigned int i = 0; i < c->group_count; i++) {
		if (c->groups[i] == gid)
			return true;
	}
	return c->gid.fs == gid;
}

void uk_credentials_reset(void)
{
	uk_free(uk_alloc_get_default(), uk_process_credentials.groups);
	uk_process_credentials = (struct uk_credentials)ROOT;
}

/* access(2): root's rights are those of the real user */
void uk_credentials_use_real(struct uk_credentials_saved *saved)
{
	struct uk_credentials *c = &uk_process_credentials;

	*saved = (struct uk_credentials_saved){c->uid.fs, c->gid.fs,
					       c->cap_effective};
	c->uid.fs = c->uid.real;
	c->gid.fs = c->gid.real;
	c->cap_effective = c->uid.real ? 0 : c->cap_permitted;
}

void uk_credentials_restore(const struct uk_credentials_saved *saved)
{
	struct uk_credentials *c = &uk_process_credentials;

	c->uid.fs = saved->uid;
	c->gid.fs = saved->gid;
	c->cap_effective = saved->cap_effective;
}

static bool is_one_of(const struct uk_ids *ids, __u32 id)
{
	return id == ids->real || id == ids->effective || id == ids->saved;
}

int uk_ids_set_all(struct uk_ids *ids, __u32 real, __u32 effective, __u32 saved,
		   bool is_allowed)
{
	const __u32 wanted[] = {real, effective, saved};

	for (unsigned int i = 0; i < ARRAY_SIZE(wanted); i++) {
		if (wanted[i] != UK_ID_NONE && !is_allowed &&
		    !is_one_of(ids, wanted[i]))
			return -EPERM;
	}
	if (real != UK_ID_NONE)
		ids->real = real;
	if (effective != UK_ID_NONE)
		ids->effective = effective;
	if (saved != UK_ID_NONE)
		ids->saved = saved;
	ids->fs = ids->effective;
	return 0;
}

int uk_ids_set_real_effective(struct uk_ids *ids, __u32 real, __u32 effective,
			      bool is_allowed)
{
	__u32 saved = UK_ID_NONE;

	if (real != UK_ID_NONE && !is_allowed && real != ids->real &&
	    real != ids->effective)
		return -EPERM;
	if (real != UK_ID_NONE ||
	    (effective != UK_ID_NONE && effective != ids->real))
		saved = effective != UK_ID_NONE ? effective : ids->effective;
	if (effective != UK_ID_NONE && !is_allowed && !is_one_of(ids, effective))
		return -EPERM;
	return uk_ids_set_all(ids, real, effective, saved, true);
}

int uk_ids_set(struct uk_ids *ids, __u32 id, bool is_allowed)
{
	if (id == UK_ID_NONE)
		return -EINVAL;
	if (is_allowed)
		return uk_ids_set_all(ids, id, id, id, true);
	if (id != ids->real && id != ids->saved)
		return -EPERM;
	return uk_ids_set_all(ids, UK_ID_NONE, id, UK_ID_NONE, true);
}

__u32 uk_ids_set_fs(struct uk_ids *ids, __u32 id, bool is_allowed)
{
	__u32 before = ids->fs;

	if (id != UK_ID_NONE &&
	    (is_allowed || is_one_of(ids, id) || id == ids->fs))
		ids->fs = id;
	return before;
}
