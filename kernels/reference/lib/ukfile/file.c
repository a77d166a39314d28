/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Life of files and open files; reading and writing by the rules that all kinds
 * share (POSIX.1-2017 read(), write()). Interface: <uk/file.h>.
 */
#include <errno.h>
#include <uk/alloc.h>
#include <uk/essentials.h>
#include <uk/file.h>
#include <uk/file_lock.h>

static __u64 last_ino;

static struct uk_timespec now(void)
{
	return uk_timespec_of(uk_clock_realtime());
}

void uk_file_init(struct uk_file *f, const struct uk_file_ops *ops, __u32 mode)
{
	struct uk_timespec t = now();

	*f = (struct uk_file){
		.ops = ops,
		.refs = 1,
		.attr = {
			.mode = mode,
			.ino = ++last_ino,
			.nlink = 1,
			.blksize = 4096,
			.atime = t,
			.mtime = t,
			.ctime = t,
			.btime = t,
		},
	};
}

void uk_file_get(struct uk_file *f)
{
	f->refs++;
}

void uk_file_put(struct uk_file *f)
{
	struct uk_file *parent;

	for (; f && !--f->refs; f = parent) {
		UK_ASSERT(!f->locks && !f->covered_by && !f->pollq.first);
		parent = f->parent;
		f->ops->destroy(f);
	}
}

void uk_file_touch(struct uk_file *f, unsigned int what)
{
	struct uk_timespec t = now();

	if (what & UK_ATTR_ATIME)
		f->attr.atime = t;
	if (what & UK_ATTR_MTIME)
		f->attr.mtime = t;
	if (what != UK_ATTR_ATIME)
		f->attr.ctime = t;
}

void *uk_file_page(struct uk_file *f, __u64 index, bool is_create)
{
	return f->ops->page ? f->ops->page(f, index, is_create) : NULL;
}

void uk_file_map_get(struct uk_file *f)
{
	uk_file_get(f);
	f->maps++;
}

void uk_file_map_put(struct uk_file *f)
{
	f->maps--;
	uk_file_put(f);
}

static int open_kind(struct uk_ofile *of)
{
	switch (of->file->attr.mode & S_IFMT) {
	case S_IFCHR:
		return uk_chrdev_open(of);
	case S_IFIFO:
		return of->ops->open ? of->ops->open(of) : uk_fifo_open(of);
	case S_IFBLK:
		return -ENXIO;
	default:
		return of->ops->open ? of->ops->open(of) : 0;
	}
}

int uk_ofile_create(struct uk_file *f, unsigned int flags,
		    struct uk_ofile **result)
{
	struct uk_ofile *of = uk_zalloc(uk_alloc_get_default(), sizeof(*of));
	int rc = 0;

	if (!of) {
		uk_file_put(f);
		return -ENOMEM;
	}
	*of = (struct uk_ofile){
		.file = f,
		.ops = f->ops,
		.refs = 1,
		.flags = flags,
		.is_seekable = uk_file_is(f, S_IFREG) || f->dir_ops,
	};
	if (!(flags & O_PATH))
		rc = open_kind(of);
	if (rc) {
		uk_file_put(of->file);
		uk_free(uk_alloc_get_default(), of);
		return rc;
	}
	*result = of;
	return 0;
}

void uk_ofile_get(struct uk_ofile *of)
{
	of->refs++;
}

void uk_ofile_put(struct uk_ofile *of)
{
	if (!of || --of->refs)
		return;
	uk_file_lock_release(of->file, of);
	if (of->ops->release && !(of->flags & O_PATH))
		of->ops->release(of);
	uk_file_put(of->file);
	uk_file_put(of->dir);
	uk_free(uk_alloc_get_default(), of->name);
	uk_free(uk_alloc_get_default(), of);
}

long uk_ofile_read(struct uk_ofile *of, struct uk_io *io, const __s64 *pos)
{
	struct uk_file *f = of->file;
	__s64 at = pos ? *pos : of->pos;
	long rc;

	if (pos && !of->is_seekable && !(of->flags & O_PATH))
		return -ESPIPE;
	if (!uk_ofile_can_read(of))
		return -EBADF;
	if (at < 0)
		return -EINVAL;
	if (!of->ops->read)
		return f->dir_ops ? -EISDIR : -EINVAL;
	rc = of->ops->read(of, io, at);
	if (rc > 0 && !pos)
		of->pos = at + rc;
	return rc;
}

/* POSIX.1-2017 write(): what does not fit under the limit is not written; where
 * nothing fits, a signal. @return 0, or -EFBIG
 */
static int keep_limit(struct uk_file *f, struct uk_io *io, __s64 at)
{
	__u64 limit = MIN(uk_rlimit_cur(RLIMIT_FSIZE), (__u64)__S64_MAX);

	if (!uk_file_is(f, S_IFREG) || !io->left)
		return 0;
	if ((__u64)at >= limit) {
		if (limit != __S64_MAX)
			uk_signal_raise(SIGXFSZ);
		return -EFBIG;
	}
	io->left = MIN(io->left, limit - (__u64)at);
	return 0;
}

long uk_ofile_write(struct uk_ofile *of, struct uk_io *io, const __s64 *pos)
{
	struct uk_file *f = of->file;
	__s64 at = pos ? *pos : of->pos;
	long rc;

	if (pos && !of->is_seekable && !(of->flags & O_PATH))
		return -ESPIPE;
	if (!uk_ofile_can_write(of))
		return -EBADF;
	if (at < 0 || !of->ops->write)
		return -EINVAL;
	if (of->flags & O_APPEND && of->is_seekable) {
		rc = uk_file_refresh(f);
		if (rc)
			return rc;
		at = f->attr.size;
	}
	rc = keep_limit(f, io, at);
	if (!rc)
		rc = of->ops->write(of, io, at);
	if (rc > 0 && !pos)
		of->pos = at + rc;
	return rc;
}

long uk_ofile_pread(struct uk_ofile *of, void *buf, size_t len, __s64 pos)
{
	struct uk_iovec iov = {buf, len};
	struct uk_io io;

	uk_io_init(&io, &iov, 1);
	return uk_ofile_read(of, &io, &pos);
}

long uk_ofile_pwrite(struct uk_ofile *of, const void *buf, size_t len,
		     __s64 pos)
{
	struct uk_iovec iov = {(void *)(__uptr)buf, len};
	struct uk_io io;

	uk_io_init(&io, &iov, 1);
	return uk_ofile_write(of, &io, &pos);
}
