/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The messages of 9P2000.L that a test kernel needs: version(5), attach(5),
 * walk(5), clunk(5), read(5); Tlopen, Tlcreate, Tgetattr, Tmkdir, Tunlinkat:
 * diod's protocol.md.
 */
#include <errno.h>
#include <string.h>

#include "message.h"

#define VERSION "9P2000.L"
#define VERSION_LEN (sizeof(VERSION) - 1)

/* Tgetattr's request mask: mode, nlink and size. */
#define GETATTR_MODE 0x0001u
#define GETATTR_NLINK 0x0002u
#define GETATTR_SIZE 0x0200u

/* Tunlinkat's flag for folders (Linux's AT_REMOVEDIR). */
#define UNLINK_DIR 0x200u

static int version(struct uk_9p_client *c)
{
	struct wire w = message_begin(c, TVERSION);
	const uint8_t *name;
	uint32_t msize;
	uint16_t len;
	int rc;

	wire_put_u32(&w, c->msize);
	wire_put_string(&w, VERSION, VERSION_LEN);
	rc = message_send(c, &w);
	if (rc)
		return rc;
	msize = wire_get_u32(&w);
	len = wire_get_u16(&w);
	name = wire_get_bytes(&w, len);
	if (!name || msize > c->msize)
		return -EPROTO;
	if (len != VERSION_LEN || memcmp(name, VERSION, len))
		return -EPROTONOSUPPORT;
	if (msize < UK_9P_MSIZE_MIN)
		return -EPROTO;
	c->msize = msize;
	return 0;
}

static int attach(struct uk_9p_client *c)
{
	struct wire w = message_begin(c, TATTACH);
	struct uk_9p_qid qid;
	int rc;

	wire_put_u32(&w, UK_9P_ROOT_FID);
	wire_put_u32(&w, NOFID);
	wire_put_string(&w, "root", 4);
	wire_put_string(&w, "", 0);
	wire_put_u32(&w, 0);
	rc = message_send(c, &w);
	if (rc)
		return rc;
	wire_get_qid(&w, &qid);
	return message_end(&w);
}

int uk_9p_connect(struct uk_9p_client *c,
		  const struct uk_9p_transport *transport, void *tx, void *rx,
		  uint32_t cap)
{
	int rc;

	if (cap < UK_9P_MSIZE_MIN)
		return -EINVAL;
	*c = (struct uk_9p_client){
		.transport = *transport,
		.tx = tx,
		.rx = rx,
		.msize = cap,
		.fids = 1u << UK_9P_ROOT_FID,
	};
	rc = version(c);
	if (rc == 0)
		rc = attach(c);
	if (rc)
		c->is_closed = true;
	return rc;
}

int uk_9p_fid_get(struct uk_9p_client *c, uint32_t *fid)
{
	for (uint32_t i = 0; i < UK_9P_FID_COUNT; i++) {
		if (c->fids & (1u << i))
			continue;
		c->fids |= 1u << i;
		*fid = i;
		return 0;
	}
	return -EMFILE;
}

void uk_9p_fid_put(struct uk_9p_client *c, uint32_t fid)
{
	if (fid < UK_9P_FID_COUNT)
		c->fids &= ~(1u << fid);
}

int uk_9p_walk(struct uk_9p_client *c, uint32_t fid, uint32_t new_fid,
	       const char *const *names, const size_t *lens,
	       unsigned int count)
{
	struct wire w = message_begin(c, TWALK);
	struct uk_9p_qid qid;
	uint16_t walked;
	int rc;

	if (count > UK_9P_WALK_MAX)
		return -EINVAL;
	wire_put_u32(&w, fid);
	wire_put_u32(&w, new_fid);
	wire_put_u16(&w, (uint16_t)count);
	for (unsigned int i = 0; i < count; i++)
		wire_put_string(&w, names[i], lens[i]);
	rc = message_send(c, &w);
	if (rc)
		return rc;
	walked = wire_get_u16(&w);
	if (walked > count)
		return -EPROTO;
	for (unsigned int i = 0; i < walked; i++)
		wire_get_qid(&w, &qid);
	rc = message_end(&w);
	return rc == 0 && walked < count ? -ENOENT : rc;
}

/* Rlopen and Rlcreate: qid[13] iounit[4]; 0 leaves the choice to us. */
static int read_opened(struct uk_9p_client *c, struct wire *w, uint32_t *iounit)
{
	uint32_t most = c->msize - IO_OVERHEAD;
	struct uk_9p_qid qid;
	uint32_t unit;

	wire_get_qid(w, &qid);
	unit = wire_get_u32(w);
	*iounit = unit == 0 || unit > most ? most : unit;
	return message_end(w);
}

int uk_9p_lopen(struct uk_9p_client *c, uint32_t fid, uint32_t flags,
		uint32_t *iounit)
{
	struct wire w = message_begin(c, TLOPEN);
	int rc;

	wire_put_u32(&w, fid);
	wire_put_u32(&w, flags);
	rc = message_send(c, &w);
	return rc ? rc : read_opened(c, &w, iounit);
}

int uk_9p_lcreate(struct uk_9p_client *c, uint32_t fid, const char *name,
		  size_t name_len, uint32_t flags, uint32_t mode,
		  uint32_t *iounit)
{
	struct wire w = message_begin(c, TLCREATE);
	int rc;

	wire_put_u32(&w, fid);
	wire_put_string(&w, name, name_len);
	wire_put_u32(&w, flags);
	wire_put_u32(&w, mode);
	wire_put_u32(&w, 0);
	rc = message_send(c, &w);
	return rc ? rc : read_opened(c, &w, iounit);
}

int uk_9p_mkdir_at(struct uk_9p_client *c, uint32_t fid, const char *name,
		   size_t name_len, uint32_t mode)
{
	struct wire w = message_begin(c, TMKDIR);
	struct uk_9p_qid qid;
	int rc;

	wire_put_u32(&w, fid);
	wire_put_string(&w, name, name_len);
	wire_put_u32(&w, mode);
	wire_put_u32(&w, 0);
	rc = message_send(c, &w);
	if (rc)
		return rc;
	wire_get_qid(&w, &qid);
	return message_end(&w);
}

int uk_9p_unlink_at(struct uk_9p_client *c, uint32_t fid, const char *name,
		    size_t name_len, bool is_dir)
{
	struct wire w = message_begin(c, TUNLINKAT);

	wire_put_u32(&w, fid);
	wire_put_string(&w, name, name_len);
	wire_put_u32(&w, is_dir ? UNLINK_DIR : 0);
	return message_send(c, &w);
}

static uint32_t clamp_io(const struct uk_9p_client *c, uint32_t len)
{
	uint32_t most = c->msize - IO_OVERHEAD;

	return len < most ? len : most;
}

int uk_9p_read(struct uk_9p_client *c, uint32_t fid, uint64_t offset,
	       void *buf, uint32_t len)
{
	struct wire w = message_begin(c, TREAD);
	const uint8_t *data;
	uint32_t count;
	int rc;

	len = clamp_io(c, len);
	wire_put_u32(&w, fid);
	wire_put_u64(&w, offset);
	wire_put_u32(&w, len);
	rc = message_send(c, &w);
	if (rc)
		return rc;
	count = wire_get_u32(&w);
	data = wire_get_bytes(&w, count);
	if (!data || count > len)
		return -EPROTO;
	memcpy(buf, data, count);
	return (int)count;
}

int uk_9p_write(struct uk_9p_client *c, uint32_t fid, uint64_t offset,
		const void *buf, uint32_t len)
{
	struct wire w = message_begin(c, TWRITE);
	uint32_t count;
	int rc;

	len = clamp_io(c, len);
	wire_put_u32(&w, fid);
	wire_put_u64(&w, offset);
	wire_put_u32(&w, len);
	wire_put_bytes(&w, buf, len);
	rc = message_send(c, &w);
	if (rc)
		return rc;
	count = wire_get_u32(&w);
	if (count > len)
		return -EPROTO;
	rc = message_end(&w);
	return rc ? rc : (int)count;
}

int uk_9p_getattr(struct uk_9p_client *c, uint32_t fid, struct uk_9p_attr *attr)
{
	struct wire w = message_begin(c, TGETATTR);
	int rc;

	wire_put_u32(&w, fid);
	wire_put_u64(&w, GETATTR_MODE | GETATTR_NLINK | GETATTR_SIZE);
	rc = message_send(c, &w);
	if (rc)
		return rc;
	wire_get_u64(&w); /* valid */
	wire_get_qid(&w, &attr->qid);
	attr->mode = wire_get_u32(&w);
	wire_get_u32(&w); /* uid */
	wire_get_u32(&w); /* gid */
	attr->nlink = wire_get_u64(&w);
	wire_get_u64(&w); /* rdev */
	attr->size = wire_get_u64(&w);
	return message_end(&w);
}

int uk_9p_clunk(struct uk_9p_client *c, uint32_t fid)
{
	struct wire w = message_begin(c, TCLUNK);

	wire_put_u32(&w, fid);
	uk_9p_fid_put(c, fid);
	return message_send(c, &w);
}
