/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Reading and writing pipes: POSIX.1-2017 read(), write() about pipes; sizes and
 * controls of Linux pipe(7).
 */
#include <errno.h>
#include <string.h>
#include <uk/alloc.h>
#include <uk/essentials.h>
#include <uk/user.h>
#include <uk/useraccess.h>

#include "pipe.h"

#define FIONREAD 0x541b
#define F_SETPIPE_SZ 1031
#define F_GETPIPE_SZ 1032
#define UK_CAP_SYS_RESOURCE 24

struct uk_pipe *uk_pipe_create(void)
{
	struct uk_alloc *a = uk_alloc_get_default();
	struct uk_pipe *p = uk_zalloc(a, sizeof(*p));

	if (!p)
		return NULL;
	p->capacity = PIPE_CAPACITY;
	p->ring = uk_malloc(a, p->capacity);
	if (!p->ring) {
		uk_free(a, p);
		return NULL;
	}
	return p;
}

/* Up to the end of the ring, then from its begin */
static size_t take(struct uk_pipe *p, struct uk_io *io)
{
	size_t done = 0, part, moved;

	while (p->used && io->left) {
		part = MIN(p->used, p->capacity - p->first);
		moved = uk_io_put(io, p->ring + p->first, part);
		p->first = (p->first + moved) % p->capacity;
		p->used -= moved;
		done += moved;
		if (!moved)
			break;
	}
	return done;
}

static size_t fill(struct uk_pipe *p, struct uk_io *io)
{
	size_t done = 0, at, part, moved;

	while (p->used < p->capacity && io->left) {
		at = (p->first + p->used) % p->capacity;
		part = MIN(p->capacity - p->used, p->capacity - at);
		moved = uk_io_get(io, p->ring + at, part);
		p->used += moved;
		done += moved;
		if (!moved)
			break;
	}
	return done;
}

static long read_pipe(struct uk_ofile *of, struct uk_io *io, __off pos)
{
	struct uk_pipe *p = of->file->pipe;
	size_t done;
	int rc;

	if (!io->left)
		return 0;
	while (!p->used) {
		if (!p->writers)
			return 0;
		if (of->flags & O_NONBLOCK)
			return -EAGAIN;
		rc = uk_pollq_wait(&of->file->pollq, 0);
		if (rc)
			return rc;
	}
	done = take(p, io);
	if (done) {
		uk_file_touch(of->file, UK_ATTR_ATIME);
		uk_pollq_wake(&of->file->pollq);
	}
	return uk_io_result(io, done);
}

/* Waits until `len` bytes fit. @return 0, or why not */
static int wait_for_room(struct uk_ofile *of, size_t len)
{
	struct uk_pipe *p = of->file->pipe;
	int rc;

	for (;;) {
		if (!p->readers) {
			uk_signal_raise(SIGPIPE);
			return -EPIPE;
		}
		if (p->capacity - p->used >= len)
			return 0;
		if (of->flags & O_NONBLOCK)
			return -EAGAIN;
		rc = uk_pollq_wait(&of->file->pollq, 0);
		if (rc)
			return rc;
	}
}

/* POSIX.1-2017 write(): up to PIPE_BUF bytes in one piece or not at all */
static long write_pipe(struct uk_ofile *of, struct uk_io *io, __off pos)
{
	size_t unit = io->left <= PIPE_BUF ? io->left : 1, done = 0, part;
	int rc = 0;

	while (io->left && !io->is_faulted) {
		rc = wait_for_room(of, unit);
		if (rc)
			break;
		part = fill(of->file->pipe, io);
		done += part;
		if (part)
			uk_pollq_wake(&of->file->pollq);
	}
	if (done) {
		uk_file_touch(of->file, UK_ATTR_MTIME);
		return (long)done;
	}
	return rc ? rc : uk_io_result(io, 0);
}

static unsigned int poll_pipe(struct uk_ofile *of)
{
	const struct uk_pipe *p = of->file->pipe;
	unsigned int events = 0;

	if (uk_ofile_can_read(of)) {
		if (p->used)
			events |= POLLIN | POLLRDNORM;
		if (!p->writers && p->writer_opens)
			events |= POLLHUP;
	}
	if (uk_ofile_can_write(of)) {
		if (p->capacity - p->used >= PIPE_BUF)
			events |= POLLOUT | POLLWRNORM;
		if (!p->readers)
			events |= POLLERR;
	}
	return events;
}

static long ioctl_pipe(struct uk_ofile *of, unsigned long request, void *arg)
{
	int used = (int)of->file->pipe->used;

	if (request != FIONREAD)
		return -ENOTTY;
	return uk_copy_to_user(arg, &used, sizeof(used));
}

static long set_capacity(struct uk_file *f, unsigned long wanted)
{
	struct uk_alloc *a = uk_alloc_get_default();
	struct uk_pipe *p = f->pipe;
	struct uk_iovec iov;
	struct uk_io io;
	size_t size = PIPE_BUF;
	char *ring;

	if (!wanted || wanted > __S32_MAX)
		return -EINVAL;
	while (size < wanted)
		size *= 2;
	if (size > PIPE_CAPACITY_MAX && !uk_credentials_can(UK_CAP_SYS_RESOURCE))
		return -EPERM;
	if (size < p->used)
		return -EBUSY;
	ring = uk_malloc(a, size);
	if (!ring)
		return -ENOMEM;
	iov = (struct uk_iovec){ring, size};
	uk_io_init(&io, &iov, 1);
	p->used = take(p, &io);
	p->first = 0;
	uk_free(a, p->ring);
	p->ring = ring;
	p->capacity = size;
	uk_pollq_wake(&f->pollq);
	return (long)size;
}

static long control_pipe(struct uk_ofile *of, int command, unsigned long arg)
{
	switch (command) {
	case F_GETPIPE_SZ:
		return (long)of->file->pipe->capacity;
	case F_SETPIPE_SZ:
		return set_capacity(of->file, arg);
	default:
		return -EINVAL;
	}
}

void uk_pipe_release(struct uk_ofile *of)
{
	struct uk_pipe *p = of->file->pipe;

	if (uk_ofile_can_read(of))
		p->readers--;
	if (uk_ofile_can_write(of))
		p->writers--;
	uk_pollq_wake(&of->file->pollq);
	if (p->readers || p->writers)
		return;
	uk_free(uk_alloc_get_default(), p->ring);
	uk_free(uk_alloc_get_default(), p);
	of->file->pipe = NULL;
}

static int open_again(struct uk_ofile *of)
{
	return uk_fifo_open(of);
}

static void destroy(struct uk_file *f)
{
	uk_free(uk_alloc_get_default(), f);
}

const struct uk_file_ops uk_pipe_ops = {
	.read = read_pipe,
	.write = write_pipe,
	.poll = poll_pipe,
	.ioctl = ioctl_pipe,
	.control = control_pipe,
	.open = open_again,
	.release = uk_pipe_release,
	.destroy = destroy,
};
