/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Linux eventfd(2): a counter that is read to zero, or by one as a semaphore.
 */
#include <errno.h>
#include <uk/alloc.h>
#include <uk/essentials.h>
#include <uk/fdtab.h>
#include <uk/syscall.h>

#define EFD_SEMAPHORE 1U
#define COUNT_MAX (__U64_MAX - 1)

struct eventfd {
	struct uk_file file;
	__u64 count;
	bool is_semaphore;
};

static struct eventfd *eventfd(const struct uk_ofile *of)
{
	return __containerof(of->file, struct eventfd, file);
}

static long read_count(struct uk_ofile *of, struct uk_io *io, __off pos)
{
	struct eventfd *e = eventfd(of);
	__u64 value;
	int rc;

	if (io->left < sizeof(value))
		return -EINVAL;
	while (!e->count) {
		if (of->flags & O_NONBLOCK)
			return -EAGAIN;
		rc = uk_pollq_wait(&e->file.pollq, 0);
		if (rc)
			return rc;
	}
	value = e->is_semaphore ? 1 : e->count;
	if (uk_io_put(io, &value, sizeof(value)) < sizeof(value))
		return -EFAULT;
	e->count -= value;
	uk_pollq_wake(&e->file.pollq);
	return sizeof(value);
}

static long write_count(struct uk_ofile *of, struct uk_io *io, __off pos)
{
	struct eventfd *e = eventfd(of);
	__u64 value;
	int rc;

	if (io->left < sizeof(value))
		return -EINVAL;
	if (uk_io_get(io, &value, sizeof(value)) < sizeof(value))
		return -EFAULT;
	if (value > COUNT_MAX)
		return -EINVAL;
	while (value > COUNT_MAX - e->count) {
		if (of->flags & O_NONBLOCK)
			return -EAGAIN;
		rc = uk_pollq_wait(&e->file.pollq, 0);
		if (rc)
			return rc;
	}
	e->count += value;
	uk_pollq_wake(&e->file.pollq);
	return sizeof(value);
}

static unsigned int poll_count(struct uk_ofile *of)
{
	__u64 count = eventfd(of)->count;

	return (count ? POLLIN | POLLRDNORM : 0) |
	       (count < COUNT_MAX ? POLLOUT | POLLWRNORM : 0);
}

static void destroy(struct uk_file *f)
{
	uk_free(uk_alloc_get_default(), __containerof(f, struct eventfd, file));
}

static const struct uk_file_ops ops = {
	.read = read_count,
	.write = write_count,
	.poll = poll_count,
	.destroy = destroy,
};

UK_SYSCALL_R_DEFINE(int, eventfd2, unsigned int, count, unsigned int, flags)
{
	struct uk_ofile *of;
	struct eventfd *e;
	int rc;

	if (flags & ~(EFD_SEMAPHORE | O_NONBLOCK | O_CLOEXEC))
		return -EINVAL;
	e = uk_malloc(uk_alloc_get_default(), sizeof(*e));
	if (!e)
		return -ENOMEM;
	uk_file_init(&e->file, &ops, 0600);
	e->count = count;
	e->is_semaphore = !!(flags & EFD_SEMAPHORE);
	rc = uk_ofile_create(&e->file, O_RDWR | (flags & O_NONBLOCK), &of);
	if (rc)
		return rc;
	return uk_fdtab_install_new(of, flags & O_CLOEXEC ? FD_CLOEXEC : 0);
}
