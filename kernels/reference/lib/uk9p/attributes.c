/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The messages about attributes that a file system needs: Tgetattr with all that
 * stat() tells, Tsetattr, Tstatfs, Tfsync (diod's protocol.md).
 */
#include <errno.h>

#include "message.h"

#define GETATTR_BASIC 0x7ffU

static void get_time(struct wire *w, struct uk_9p_time *t)
{
	t->sec = (int64_t)wire_get_u64(w);
	t->nsec = wire_get_u64(w);
}

int uk_9p_getattr_all(struct uk_9p_client *c, uint32_t fid,
		      struct uk_9p_attr_all *a)
{
	struct wire w = message_begin(c, TGETATTR);
	int rc;

	wire_put_u32(&w, fid);
	wire_put_u64(&w, GETATTR_BASIC);
	rc = message_send(c, &w);
	if (rc)
		return rc;
	wire_get_u64(&w); /* valid */
	wire_get_qid(&w, &a->qid);
	a->mode = wire_get_u32(&w);
	a->uid = wire_get_u32(&w);
	a->gid = wire_get_u32(&w);
	a->nlink = wire_get_u64(&w);
	a->rdev = wire_get_u64(&w);
	a->size = wire_get_u64(&w);
	wire_get_u64(&w); /* block size */
	a->blocks = wire_get_u64(&w);
	get_time(&w, &a->atime);
	get_time(&w, &a->mtime);
	get_time(&w, &a->ctime);
	return message_end(&w);
}

int uk_9p_setattr(struct uk_9p_client *c, uint32_t fid, uint32_t valid,
		  const struct uk_9p_attr_all *a)
{
	struct wire w = message_begin(c, TSETATTR);

	wire_put_u32(&w, fid);
	wire_put_u32(&w, valid);
	wire_put_u32(&w, a->mode);
	wire_put_u32(&w, a->uid);
	wire_put_u32(&w, a->gid);
	wire_put_u64(&w, a->size);
	wire_put_u64(&w, (uint64_t)a->atime.sec);
	wire_put_u64(&w, a->atime.nsec);
	wire_put_u64(&w, (uint64_t)a->mtime.sec);
	wire_put_u64(&w, a->mtime.nsec);
	return message_send(c, &w);
}

int uk_9p_fsync(struct uk_9p_client *c, uint32_t fid)
{
	struct wire w = message_begin(c, TFSYNC);

	wire_put_u32(&w, fid);
	wire_put_u32(&w, 0);
	return message_send(c, &w);
}

int uk_9p_statfs(struct uk_9p_client *c, uint32_t fid, struct uk_9p_statfs *s)
{
	struct wire w = message_begin(c, TSTATFS);
	int rc;

	wire_put_u32(&w, fid);
	rc = message_send(c, &w);
	if (rc)
		return rc;
	wire_get_u32(&w); /* type of the host's */
	s->block_size = wire_get_u32(&w);
	s->blocks = wire_get_u64(&w);
	s->blocks_free = wire_get_u64(&w);
	s->blocks_available = wire_get_u64(&w);
	s->files = wire_get_u64(&w);
	s->files_free = wire_get_u64(&w);
	wire_get_u64(&w); /* number of the host's */
	s->name_max = wire_get_u32(&w);
	return message_end(&w);
}
