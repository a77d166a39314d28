/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * POSIX.1-2017 lseek(); SEEK_DATA and SEEK_HOLE of Linux lseek(2).
 */
#include <uk/syscall.h>

#include "fdio.h"

/* Where nothing is known of holes, all is data up to the end */
static __s64 seek_extent(struct uk_file *f, __s64 pos, int whence)
{
	if (pos < 0 || pos >= f->attr.size)
		return -ENXIO;
	if (f->ops->seek)
		return f->ops->seek(f, pos, whence);
	return whence == SEEK_DATA ? pos : f->attr.size;
}

static __s64 target(struct uk_ofile *of, __s64 offset, int whence)
{
	struct uk_file *f = of->file;
	__s64 base, sum;
	int rc = uk_file_refresh(f);

	if (rc)
		return rc;
	/* positions of directories are not bytes */
	if (f->dir_ops && whence >= SEEK_END)
		return -EINVAL;
	switch (whence) {
	case SEEK_SET:
		base = 0;
		break;
	case SEEK_CUR:
		base = of->pos;
		break;
	case SEEK_END:
		base = f->attr.size;
		break;
	case SEEK_DATA:
	case SEEK_HOLE:
		return seek_extent(f, offset, whence);
	default:
		return -EINVAL;
	}
	if (__builtin_add_overflow(base, offset, &sum))
		return -EOVERFLOW;
	return sum < 0 ? -EINVAL : sum;
}

UK_SYSCALL_R_DEFINE(__s64, lseek, int, fd, __s64, offset, int, whence)
{
	struct uk_ofile *of = uk_fdtab_get_open(fd);
	__s64 pos;

	if (!of)
		return -EBADF;
	if (!of->is_seekable)
		pos = -ESPIPE;
	else if (uk_file_is(of->file, S_IFCHR))
		pos = 0; /* positions of devices mean nothing */
	else
		pos = target(of, offset, whence);
	if (pos >= 0)
		of->pos = pos;
	uk_ofile_put(of);
	return pos;
}
