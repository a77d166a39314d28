/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Content of regular files and symbolic links. What lies behind the end in the
 * last page is zero.
 */
#include <errno.h>
#include <string.h>

#include "ramfs.h"

#define FALLOC_FL_KEEP_SIZE 1
#define FALLOC_FL_PUNCH_HOLE 2

static long read_file(struct uk_ofile *of, struct uk_io *io, __off pos)
{
	struct ramfs_node *n = ramfs_node(of->file);
	__u64 size = (__u64)of->file->attr.size, at = (__u64)pos;
	size_t part, moved;
	char *page;

	while (at < size && io->left) {
		part = __PAGE_SIZE - (at & (__PAGE_SIZE - 1));
		part = MIN(part, size - at);
		page = ramfs_tree_get(&n->tree, at / __PAGE_SIZE);
		moved = page ? uk_io_put(io, page + (at & (__PAGE_SIZE - 1)),
					 part)
			     : uk_io_zero(io, part);
		if (!moved)
			break;
		at += moved;
	}
	if (!(of->flags & O_NOATIME))
		uk_file_touch(of->file, UK_ATTR_ATIME);
	return uk_io_result(io, at - (__u64)pos);
}

/* @return whether the seals of a file forbid to write there */
static bool is_sealed(const struct uk_file *f, __u64 end)
{
	return f->seals & (RAMFS_SEAL_WRITE | RAMFS_SEAL_FUTURE_WRITE) ||
	       (f->seals & RAMFS_SEAL_GROW && end > (__u64)f->attr.size);
}

static long write_file(struct uk_ofile *of, struct uk_io *io, __off pos)
{
	struct ramfs_node *n = ramfs_node(of->file);
	__u64 at = (__u64)pos;
	size_t part, moved;
	char *page;
	int rc = 0;

	if (is_sealed(of->file, at + io->left))
		return -EPERM;
	while (io->left) {
		page = ramfs_tree_make(n, at / __PAGE_SIZE);
		if (!page) {
			rc = -ENOSPC;
			break;
		}
		part = __PAGE_SIZE - (at & (__PAGE_SIZE - 1));
		moved = uk_io_get(io, page + (at & (__PAGE_SIZE - 1)), part);
		if (!moved)
			break;
		at += moved;
	}
	if (at == (__u64)pos)
		return rc ? rc : uk_io_result(io, 0);
	of->file->attr.size = MAX(of->file->attr.size, (__s64)at);
	uk_file_touch(of->file, UK_ATTR_MTIME);
	return (long)(at - (__u64)pos);
}

/* Bytes of one page that vanish read as zero afterwards */
static void clear_in_page(struct ramfs_node *n, __u64 from, __u64 to)
{
	char *page = ramfs_tree_get(&n->tree, from / __PAGE_SIZE);

	if (page && from < to)
		memset(page + (from & (__PAGE_SIZE - 1)), 0, to - from);
}

/* Clears a range; whole pages are freed, unless a mapping shows them */
static void clear_range(struct ramfs_node *n, __u64 from, __u64 to)
{
	__u64 first = DIV_ROUND_UP(from, __PAGE_SIZE), last = to / __PAGE_SIZE;
	void *page;

	if (first > last) {
		clear_in_page(n, from, to);
		return;
	}
	clear_in_page(n, from, first * __PAGE_SIZE);
	clear_in_page(n, last * __PAGE_SIZE, to);
	if (first == last)
		return;
	if (!n->file.maps) {
		ramfs_tree_free(n, first, last - 1);
		return;
	}
	for (__u64 i = ramfs_tree_next(&n->tree, first); i < last;
	     i = ramfs_tree_next(&n->tree, i + 1)) {
		page = ramfs_tree_get(&n->tree, i);
		memset(page, 0, __PAGE_SIZE);
	}
}

static int truncate(struct uk_file *f, __s64 size)
{
	/* up to the end of the last page */
	__u64 end = ALIGN_UP((__u64)f->attr.size, __PAGE_SIZE);

	if ((size < f->attr.size && f->seals & RAMFS_SEAL_SHRINK) ||
	    (size > f->attr.size && f->seals & RAMFS_SEAL_GROW))
		return -EPERM;
	if (size < f->attr.size)
		clear_range(ramfs_node(f), (__u64)size, end);
	f->attr.size = size;
	uk_file_touch(f, UK_ATTR_MTIME);
	return 0;
}

static int fill_range(struct ramfs_node *n, __u64 from, __u64 to)
{
	for (__u64 i = from / __PAGE_SIZE; i < DIV_ROUND_UP(to, __PAGE_SIZE);
	     i++) {
		if (!ramfs_tree_make(n, i))
			return -ENOSPC;
	}
	return 0;
}

static int allocate(struct uk_file *f, int mode, __s64 pos, __s64 len)
{
	struct ramfs_node *n = ramfs_node(f);
	__s64 end = pos + len;
	int rc = 0;

	if (is_sealed(f, (__u64)end))
		return -EPERM;
	if (mode == (FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE)) {
		end = MIN(end, ALIGN_UP(f->attr.size, (__s64)__PAGE_SIZE));
		if (pos < end)
			clear_range(n, (__u64)pos, (__u64)end);
	} else if (mode & ~FALLOC_FL_KEEP_SIZE) {
		return -EOPNOTSUPP;
	} else if ((__u64)len > n->ramfs->limit) {
		return -ENOSPC;
	} else {
		rc = fill_range(n, (__u64)pos, (__u64)end);
		if (!rc && !(mode & FALLOC_FL_KEEP_SIZE))
			f->attr.size = MAX(f->attr.size, end);
	}
	if (!rc)
		uk_file_touch(f, UK_ATTR_MTIME);
	return rc;
}

static __s64 seek(struct uk_file *f, __s64 pos, int whence)
{
	const struct ramfs_tree *t = &ramfs_node(f)->tree;
	__u64 index = (__u64)pos / __PAGE_SIZE;
	__u64 next = ramfs_tree_next(t, index);

	if (whence == SEEK_DATA) {
		if (next == __U64_MAX ||
		    next * __PAGE_SIZE >= (__u64)f->attr.size)
			return -ENXIO;
		return MAX(pos, (__s64)(next * __PAGE_SIZE));
	}
	while (next == index) {
		index++;
		next = ramfs_tree_next(t, index);
	}
	return MIN(MAX(pos, (__s64)(index * __PAGE_SIZE)), f->attr.size);
}

static void *page(struct uk_file *f, __u64 index, bool is_create)
{
	struct ramfs_node *n = ramfs_node(f);

	return is_create ? ramfs_tree_make(n, index)
			 : ramfs_tree_get(&n->tree, index);
}

static long readlink(struct uk_file *f, char *buf, size_t cap)
{
	const char *target = ramfs_node(f)->target;
	size_t len = MIN(strlen(target), cap);

	memcpy(buf, target, len);
	uk_file_touch(f, UK_ATTR_ATIME);
	return (long)len;
}

const struct uk_file_ops ramfs_file_ops = {
	.read = read_file,
	.write = write_file,
	.truncate = truncate,
	.allocate = allocate,
	.seek = seek,
	.page = page,
	.control = ramfs_control,
	.destroy = ramfs_node_destroy,
};

const struct uk_file_ops ramfs_link_ops = {
	.readlink = readlink,
	.destroy = ramfs_node_destroy,
};

const struct uk_file_ops ramfs_other_ops = {
	.destroy = ramfs_node_destroy,
};
