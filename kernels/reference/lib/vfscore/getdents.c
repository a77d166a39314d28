/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Linux getdents64(2). The offset of an entry is the position of the one behind
 * it, and stays good while entries come and go.
 */
#include <errno.h>
#include <string.h>
#include <uk/essentials.h>
#include <uk/fdtab.h>
#include <uk/syscall.h>
#include <uk/useraccess.h>
#include <uk/vfscore.h>

struct dirent64 {
	__u64 ino;
	__s64 off;
	__u16 reclen;
	__u8 type;
	char name[];
} __packed;

#define NAME_OFFSET 19
_Static_assert(__offsetof(struct dirent64, name) == NAME_OFFSET, "Linux ABI");

struct batch {
	char *user;
	size_t left;
	size_t done;
	int rc;
};

static bool emit(void *arg, const struct uk_name *name, __u64 ino, __u32 mode,
		 __s64 next_pos)
{
	struct batch *b = arg;
	size_t len = ALIGN_UP(NAME_OFFSET + name->len + 1, 8UL);
	union {
		struct dirent64 d;
		char bytes[ALIGN_UP(NAME_OFFSET + NAME_MAX + 1, 8)];
	} u;

	if (len > b->left) {
		if (!b->done)
			b->rc = -EINVAL;
		return false;
	}
	memset(u.bytes, 0, len);
	u.d.ino = ino;
	u.d.off = next_pos;
	u.d.reclen = (__u16)len;
	u.d.type = (__u8)(mode >> 12);
	memcpy(u.bytes + NAME_OFFSET, name->text, name->len);
	if (uk_copy_to_user(b->user + b->done, u.bytes, len)) {
		b->rc = -EFAULT;
		return false;
	}
	b->done += len;
	b->left -= len;
	return true;
}

static long read_dir(struct uk_ofile *of, struct batch *b)
{
	struct uk_file *dir = of->file;
	int rc;

	if (!uk_ofile_can_read(of))
		return -EBADF;
	if (!dir->dir_ops)
		return -ENOTDIR;
	if (!dir->attr.nlink)
		return -ENOENT;
	rc = dir->dir_ops->readdir(dir, &of->pos, emit, b);
	if (b->done)
		return (long)b->done;
	return rc ? rc : b->rc;
}

UK_SYSCALL_R_DEFINE(long, getdents64, int, fd, void *, buf, unsigned int, len)
{
	struct uk_ofile *of = uk_fdtab_get(fd);
	struct batch b = {.user = buf, .left = MIN(len, (unsigned int)__S32_MAX)};
	long rc;

	if (!of)
		return -EBADF;
	rc = read_dir(of, &b);
	uk_ofile_put(of);
	return rc;
}
