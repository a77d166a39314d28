/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * From file to file: Linux sendfile(2), copy_file_range(2).
 */
#include <uk/alloc.h>
#include <uk/arch/limits.h>
#include <uk/essentials.h>
#include <uk/syscall.h>
#include <uk/useraccess.h>

#include "fdio.h"

struct end {
	struct uk_ofile *of;
	__s64 *pos; /* NULL: the file's own */
};

static long move(struct end *e, void *buf, size_t len, bool is_write)
{
	struct uk_iovec iov = {buf, len};
	struct uk_io io;
	long rc;

	uk_io_init(&io, &iov, 1);
	rc = is_write ? uk_ofile_write(e->of, &io, e->pos)
		      : uk_ofile_read(e->of, &io, e->pos);
	if (rc > 0 && e->pos)
		*e->pos += rc;
	return rc;
}

/* What was read and not written goes back */
static void unread(struct end *e, long count)
{
	if (e->pos)
		*e->pos -= count;
	else
		e->of->pos -= count;
}

static long copy_page(struct end *from, struct end *to, void *buf, size_t len)
{
	long got = move(from, buf, MIN(len, __PAGE_SIZE), false), put;

	if (got <= 0)
		return got;
	put = move(to, buf, (size_t)got, true);
	if (put < got)
		unread(from, got - MAX(put, 0L));
	return put;
}

static long copy(struct end *from, struct end *to, size_t len)
{
	void *buf = uk_malloc(uk_alloc_get_default(), __PAGE_SIZE);
	size_t done = 0;
	long rc = 1;

	if (!buf)
		return -ENOMEM;
	len = MIN(len, UK_RW_MAX);
	while (done < len && rc > 0) {
		rc = copy_page(from, to, buf, len - done);
		if (rc > 0)
			done += (size_t)rc;
	}
	uk_free(uk_alloc_get_default(), buf);
	return done ? (long)done : MIN(rc, 0L);
}

/* Copies with a position in the caller's memory, or the file's own */
static long copy_at(struct end *from, __s64 *from_user, struct end *to,
		    __s64 *to_user, size_t len)
{
	__s64 from_pos, to_pos;
	long rc;

	if ((from_user &&
	     uk_copy_from_user(&from_pos, from_user, sizeof(from_pos))) ||
	    (to_user && uk_copy_from_user(&to_pos, to_user, sizeof(to_pos))))
		return -EFAULT;
	from->pos = from_user ? &from_pos : NULL;
	to->pos = to_user ? &to_pos : NULL;
	if ((from_user && from_pos < 0) || (to_user && to_pos < 0))
		return -EINVAL;
	rc = copy(from, to, len);
	if ((from_user &&
	     uk_copy_to_user(from_user, &from_pos, sizeof(from_pos))) ||
	    (to_user && uk_copy_to_user(to_user, &to_pos, sizeof(to_pos))))
		return -EFAULT;
	return rc;
}

/* Both ends are there and may be used */
static int get_ends(struct end *from, int from_fd, struct end *to, int to_fd)
{
	*from = (struct end){uk_fdtab_get_open(from_fd), NULL};
	*to = (struct end){uk_fdtab_get_open(to_fd), NULL};
	if (!from->of || !to->of || !uk_ofile_can_read(from->of) ||
	    !uk_ofile_can_write(to->of))
		return -EBADF;
	return 0;
}

static void put_ends(struct end *from, struct end *to)
{
	uk_ofile_put(from->of);
	uk_ofile_put(to->of);
}

UK_SYSCALL_R_DEFINE(long, sendfile, int, to_fd, int, from_fd, __s64 *, pos,
		    size_t, len)
{
	struct end from, to;
	long rc = get_ends(&from, from_fd, &to, to_fd);

	if (!rc && (to.of->flags & O_APPEND ||
		    !uk_file_is(from.of->file, S_IFREG)))
		rc = -EINVAL;
	if (!rc)
		rc = copy_at(&from, pos, &to, NULL, len);
	put_ends(&from, &to);
	return rc;
}

static long check_range(const struct end *from, const struct end *to)
{
	if (from->of->file->dir_ops || to->of->file->dir_ops)
		return -EISDIR;
	if (!uk_file_is(from->of->file, S_IFREG) ||
	    !uk_file_is(to->of->file, S_IFREG))
		return -EINVAL;
	return to->of->flags & O_APPEND ? -EBADF : 0;
}

static bool overlaps(const struct end *from, const __s64 *from_user,
		     const struct end *to, const __s64 *to_user, size_t len)
{
	__s64 a = from->of->pos, b = to->of->pos;

	if (from->of->file != to->of->file)
		return false;
	if ((from_user && uk_copy_from_user(&a, from_user, sizeof(a))) ||
	    (to_user && uk_copy_from_user(&b, to_user, sizeof(b))))
		return false; /* found again by the copy */
	return a < b ? (__u64)(b - a) < len : (__u64)(a - b) < len;
}

UK_SYSCALL_R_DEFINE(long, copy_file_range, int, from_fd, __s64 *, from_pos, int,
		    to_fd, __s64 *, to_pos, size_t, len, unsigned int, flags)
{
	struct end from, to;
	long rc;

	if (flags)
		return -EINVAL;
	rc = get_ends(&from, from_fd, &to, to_fd);
	if (!rc)
		rc = check_range(&from, &to);
	if (!rc && overlaps(&from, from_pos, &to, to_pos, len))
		rc = -EINVAL;
	if (!rc)
		rc = copy_at(&from, from_pos, &to, to_pos, len);
	put_ends(&from, &to);
	return rc;
}
