/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The messages about names that a file system needs: Tsymlink, Tmknod, Tlink,
 * Treadlink, Trenameat, Treaddir (diod's protocol.md).
 */
#include <errno.h>
#include <string.h>

#include "message.h"

/* Sends a request whose reply is a qid that tells nothing new */
static int send_for_qid(struct uk_9p_client *c, struct wire *w)
{
	struct uk_9p_qid qid;
	int rc = message_send(c, w);

	if (rc)
		return rc;
	wire_get_qid(w, &qid);
	return message_end(w);
}

int uk_9p_symlink(struct uk_9p_client *c, uint32_t dir, const char *name,
		  size_t name_len, const char *target, uint32_t gid)
{
	struct wire w = message_begin(c, TSYMLINK);

	wire_put_u32(&w, dir);
	wire_put_string(&w, name, name_len);
	wire_put_string(&w, target, strlen(target));
	wire_put_u32(&w, gid);
	return send_for_qid(c, &w);
}

int uk_9p_mknod(struct uk_9p_client *c, uint32_t dir, const char *name,
		size_t name_len, uint32_t mode, uint32_t major, uint32_t minor)
{
	struct wire w = message_begin(c, TMKNOD);

	wire_put_u32(&w, dir);
	wire_put_string(&w, name, name_len);
	wire_put_u32(&w, mode);
	wire_put_u32(&w, major);
	wire_put_u32(&w, minor);
	wire_put_u32(&w, 0);
	return send_for_qid(c, &w);
}

int uk_9p_link(struct uk_9p_client *c, uint32_t dir, uint32_t fid,
	       const char *name, size_t name_len)
{
	struct wire w = message_begin(c, TLINK);

	wire_put_u32(&w, dir);
	wire_put_u32(&w, fid);
	wire_put_string(&w, name, name_len);
	return message_send(c, &w);
}

int uk_9p_rename_at(struct uk_9p_client *c, uint32_t dir, const char *name,
		    size_t name_len, uint32_t to_dir, const char *to,
		    size_t to_len)
{
	struct wire w = message_begin(c, TRENAMEAT);

	wire_put_u32(&w, dir);
	wire_put_string(&w, name, name_len);
	wire_put_u32(&w, to_dir);
	wire_put_string(&w, to, to_len);
	return message_send(c, &w);
}

int uk_9p_readlink(struct uk_9p_client *c, uint32_t fid, char *buf, size_t cap)
{
	struct wire w = message_begin(c, TREADLINK);
	const uint8_t *text;
	size_t len;
	int rc;

	wire_put_u32(&w, fid);
	rc = message_send(c, &w);
	if (rc)
		return rc;
	len = wire_get_u16(&w);
	text = wire_get_bytes(&w, len);
	if (!text)
		return -EPROTO;
	len = len < cap ? len : cap;
	memcpy(buf, text, len);
	return (int)len;
}

int uk_9p_readdir(struct uk_9p_client *c, uint32_t fid, uint64_t offset,
		  uk_9p_entry_fn fn, void *arg)
{
	struct wire w = message_begin(c, TREADDIR);
	struct uk_9p_entry e;
	uint32_t count;
	int rc;

	wire_put_u32(&w, fid);
	wire_put_u64(&w, offset);
	wire_put_u32(&w, c->msize - IO_OVERHEAD);
	rc = message_send(c, &w);
	if (rc)
		return rc;
	count = wire_get_u32(&w);
	if (count > w.end - w.pos)
		return -EPROTO;
	w.end = w.pos + count;
	for (rc = 0; w.pos < w.end; rc++) {
		wire_get_qid(&w, &e.qid);
		e.next = wire_get_u64(&w);
		e.type = wire_get_u8(&w);
		e.name_len = wire_get_u16(&w);
		e.name = (const char *)wire_get_bytes(&w, e.name_len);
		if (w.is_bad)
			return -EPROTO;
		if (!fn(arg, &e))
			return -ENOSPC;
	}
	return rc;
}
