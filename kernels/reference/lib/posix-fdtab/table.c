/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The table: an array that grows by doubling. Interface: <uk/fdtab.h>.
 */
#include <errno.h>
#include <string.h>
#include <uk/alloc.h>
#include <uk/essentials.h>
#include <uk/fdtab.h>
#include <uk/file_lock.h>

#define COUNT_MIN 16
#define COUNT_MAX (1 << 20)

struct slot {
	struct uk_ofile *of; /* NULL: free */
	int fd_flags;
};

static struct slot *slots;
static int slot_count;

static int limit(void)
{
	return (int)MIN(uk_rlimit_cur(RLIMIT_NOFILE), (__u64)COUNT_MAX);
}

static struct slot *find(int fd)
{
	if (fd < 0 || fd >= slot_count || !slots[fd].of)
		return NULL;
	return &slots[fd];
}

/* Makes room for number `fd` */
static int grow(int fd)
{
	int count = MAX(slot_count, COUNT_MIN);
	struct slot *grown;

	while (count <= fd)
		count *= 2;
	if (count == slot_count)
		return 0;
	grown = uk_realloc(uk_alloc_get_default(), slots,
			   (size_t)count * sizeof(*slots));
	if (!grown)
		return -ENOMEM;
	memset(grown + slot_count, 0,
	       (size_t)(count - slot_count) * sizeof(*slots));
	slots = grown;
	slot_count = count;
	return 0;
}

struct uk_ofile *uk_fdtab_get(int fd)
{
	struct slot *s = find(fd);

	if (!s)
		return NULL;
	uk_ofile_get(s->of);
	return s->of;
}

struct uk_ofile *uk_fdtab_get_open(int fd)
{
	struct slot *s = find(fd);

	return s && !(s->of->flags & O_PATH) ? uk_fdtab_get(fd) : NULL;
}

int uk_fdtab_install(struct uk_ofile *of, int from, int fd_flags)
{
	int fd = from, rc;

	if (from < 0 || from >= limit())
		return from ? -EINVAL : -EMFILE;
	while (fd < slot_count && slots[fd].of)
		fd++;
	if (fd >= limit())
		return -EMFILE;
	rc = grow(fd);
	if (rc)
		return rc;
	slots[fd] = (struct slot){of, fd_flags};
	return fd;
}

int uk_fdtab_install_new(struct uk_ofile *of, int fd_flags)
{
	int fd = uk_fdtab_install(of, 0, fd_flags);

	if (fd < 0)
		uk_ofile_put(of);
	return fd;
}

/* POSIX.1-2017 fcntl(): closing any descriptor of a file ends all locks that the
 * process has on it
 */
static void drop(struct uk_ofile *of)
{
	uk_file_lock_release(of->file, UK_LOCK_PROCESS);
	uk_ofile_put(of);
}

int uk_fdtab_replace(int fd, struct uk_ofile *of, int fd_flags)
{
	struct uk_ofile *old;
	int rc;

	if (fd < 0 || fd >= limit())
		return -EBADF;
	rc = grow(fd);
	if (rc)
		return rc;
	uk_ofile_get(of);
	old = slots[fd].of;
	slots[fd] = (struct slot){of, fd_flags};
	if (old)
		drop(old);
	return 0;
}

int uk_fdtab_close(int fd)
{
	struct slot *s = find(fd);
	struct uk_ofile *of;

	if (!s)
		return -EBADF;
	of = s->of;
	s->of = NULL;
	drop(of);
	return 0;
}

int uk_fdtab_flags(int fd)
{
	struct slot *s = find(fd);

	return s ? s->fd_flags : -EBADF;
}

int uk_fdtab_set_flags(int fd, int fd_flags)
{
	struct slot *s = find(fd);

	if (!s)
		return -EBADF;
	s->fd_flags = fd_flags & FD_CLOEXEC;
	return 0;
}

int uk_fdtab_next(int from)
{
	for (int fd = MAX(from, 0); fd < slot_count; fd++) {
		if (slots[fd].of)
			return fd;
	}
	return -ENOENT;
}

void uk_fdtab_clear(void)
{
	for (int fd = 0; fd < slot_count; fd++)
		uk_fdtab_close(fd);
	uk_free(uk_alloc_get_default(), slots);
	slots = NULL;
	slot_count = 0;
}
