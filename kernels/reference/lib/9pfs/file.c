/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Content of files on a share. Each open file has an open fid of its own.
 */
#include <errno.h>
#include <uk/alloc.h>

#include "9pfs.h"

#define CHUNK_MAX 65536UL

/* In of->priv: number of the open fid */
static uint32_t fid_of(const struct uk_ofile *of)
{
	return (uint32_t)(__uptr)of->priv;
}

static int open_file(struct uk_ofile *of)
{
	struct p9_node *n = p9_node(of->file);
	uint32_t fid, unit;
	int rc = p9_clone(n, &fid);

	if (rc)
		return rc;
	rc = P9(uk_9p_lopen(n->p9->client, fid, of->flags & O_ACCMODE, &unit));
	if (rc)
		P9(uk_9p_clunk(n->p9->client, fid));
	of->priv = (void *)(__uptr)fid;
	return rc;
}

static void release(struct uk_ofile *of)
{
	P9(uk_9p_clunk(p9_fs(of->file)->client, fid_of(of)));
}

static long read_file(struct uk_ofile *of, struct uk_io *io, __off pos)
{
	struct uk_9p_client *c = p9_fs(of->file)->client;
	size_t size = MIN(io->left, CHUNK_MAX), done = 0, put;
	char *buf = uk_malloc(uk_alloc_get_default(), MAX(size, 1UL));
	int got = 1;

	if (!buf)
		return -ENOMEM;
	while (io->left && got > 0) {
		got = P9(uk_9p_read(c, fid_of(of), (__u64)pos + done, buf,
				    (uint32_t)MIN(size, io->left)));
		put = got > 0 ? uk_io_put(io, buf, (size_t)got) : 0;
		done += put;
	}
	uk_free(uk_alloc_get_default(), buf);
	return got < 0 && !done ? got : uk_io_result(io, done);
}

static long write_file(struct uk_ofile *of, struct uk_io *io, __off pos)
{
	struct uk_9p_client *c = p9_fs(of->file)->client;
	size_t size = MIN(io->left, CHUNK_MAX), done = 0, taken, at;
	char *buf = uk_malloc(uk_alloc_get_default(), MAX(size, 1UL));
	int put = 0;

	if (!buf)
		return -ENOMEM;
	while (io->left && put >= 0) {
		taken = uk_io_get(io, buf, size);
		for (at = 0; at < taken && put >= 0; at += (size_t)MAX(put, 0)) {
			put = P9(uk_9p_write(c, fid_of(of),
					     (__u64)pos + done + at, buf + at,
					     (uint32_t)(taken - at)));
			/* a server that takes nothing would keep us here */
			if (!put)
				put = -EIO;
		}
		done += at;
	}
	uk_free(uk_alloc_get_default(), buf);
	of->file->attr.size = MAX(of->file->attr.size, pos + (__s64)done);
	return put < 0 && !done ? put : uk_io_result(io, done);
}

static int truncate(struct uk_file *f, __s64 size)
{
	const struct uk_9p_attr_all a = {.size = (uint64_t)size};
	int rc = P9(uk_9p_setattr(p9_fs(f)->client, p9_node(f)->fid,
				  UK_9P_SET_SIZE, &a));

	if (!rc)
		f->attr.size = size;
	return rc;
}

static int sync_file(struct uk_ofile *of)
{
	return P9(uk_9p_fsync(p9_fs(of->file)->client, fid_of(of)));
}

static long readlink(struct uk_file *f, char *buf, size_t cap)
{
	return P9(uk_9p_readlink(p9_fs(f)->client, p9_node(f)->fid, buf, cap));
}

const struct uk_file_ops p9_file_ops = {
	.read = read_file,
	.write = write_file,
	.truncate = truncate,
	.open = open_file,
	.release = release,
	.sync = sync_file,
	.getattr = p9_getattr,
	.setattr = p9_setattr,
	.destroy = p9_node_destroy,
};

const struct uk_file_ops p9_link_ops = {
	.readlink = readlink,
	.getattr = p9_getattr,
	.setattr = p9_setattr,
	.destroy = p9_node_destroy,
};

const struct uk_file_ops p9_other_ops = {
	.getattr = p9_getattr,
	.setattr = p9_setattr,
	.destroy = p9_node_destroy,
};
