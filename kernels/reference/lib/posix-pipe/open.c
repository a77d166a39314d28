/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Ends of pipes: POSIX.1-2017 pipe(), open() of a FIFO; Linux pipe2(2), fifo(7).
 */
#include <errno.h>
#include <uk/alloc.h>
#include <uk/fdtab.h>
#include <uk/syscall.h>
#include <uk/useraccess.h>

#include "pipe.h"

static void add_ends(struct uk_ofile *of)
{
	struct uk_pipe *p = of->file->pipe;

	if (uk_ofile_can_read(of)) {
		p->readers++;
		p->reader_opens++;
	}
	if (uk_ofile_can_write(of)) {
		p->writers++;
		p->writer_opens++;
	}
}

/* Blocks until the other side is opened, now or in the meantime */
static int wait_for(struct uk_file *f, const unsigned int *there,
		    const unsigned int *opens)
{
	unsigned int before = *opens;
	int rc = 0;

	while (!*there && *opens == before && !rc)
		rc = uk_pollq_wait(&f->pollq, 0);
	return rc;
}

static int wait_for_other_end(struct uk_ofile *of)
{
	struct uk_pipe *p = of->file->pipe;
	bool is_blocking = !(of->flags & O_NONBLOCK);

	switch (of->flags & O_ACCMODE) {
	case O_RDONLY:
		return is_blocking ? wait_for(of->file, &p->writers,
					      &p->writer_opens)
				   : 0;
	case O_WRONLY:
		if (!is_blocking)
			return p->readers ? 0 : -ENXIO;
		return wait_for(of->file, &p->readers, &p->reader_opens);
	default:
		return 0;
	}
}

int uk_fifo_open(struct uk_ofile *of)
{
	struct uk_file *f = of->file;
	int rc;

	if (!f->pipe)
		f->pipe = uk_pipe_create();
	if (!f->pipe)
		return -ENOMEM;
	of->ops = &uk_pipe_ops;
	add_ends(of);
	uk_pollq_wake(&f->pollq);
	rc = wait_for_other_end(of);
	if (rc)
		uk_pipe_release(of);
	return rc;
}

/* An anonymous pipe is a fifo that both ends open at once */
static int open_ends(unsigned int flags, struct uk_ofile *ends[2])
{
	struct uk_file *f = uk_malloc(uk_alloc_get_default(), sizeof(*f));
	int rc;

	if (!f)
		return -ENOMEM;
	uk_file_init(f, &uk_pipe_ops, S_IFIFO | 0600);
	uk_file_get(f);
	rc = uk_ofile_create(f, O_RDONLY | O_NONBLOCK, &ends[0]);
	if (rc) {
		uk_file_put(f);
		return rc;
	}
	rc = uk_ofile_create(f, O_WRONLY | flags, &ends[1]);
	if (rc)
		uk_ofile_put(ends[0]);
	else
		ends[0]->flags = O_RDONLY | flags;
	return rc;
}

static int install(struct uk_ofile *ends[2], int fd_flags, int fds[2])
{
	fds[0] = uk_fdtab_install_new(ends[0], fd_flags);
	if (fds[0] < 0) {
		uk_ofile_put(ends[1]);
		return fds[0];
	}
	fds[1] = uk_fdtab_install_new(ends[1], fd_flags);
	if (fds[1] < 0)
		uk_fdtab_close(fds[0]);
	return MIN(fds[1], 0);
}

UK_SYSCALL_R_DEFINE(int, pipe2, int *, user, unsigned int, flags)
{
	struct uk_ofile *ends[2];
	int fds[2], rc;

	if (flags & ~(O_CLOEXEC | O_NONBLOCK))
		return -EINVAL;
	rc = open_ends(flags & O_NONBLOCK, ends);
	if (rc)
		return rc;
	rc = install(ends, flags & O_CLOEXEC ? FD_CLOEXEC : 0, fds);
	if (!rc && uk_copy_to_user(user, fds, sizeof(fds))) {
		uk_fdtab_close(fds[0]);
		uk_fdtab_close(fds[1]);
		rc = -EFAULT;
	}
	return rc;
}
