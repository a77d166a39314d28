/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A pipe: bytes in a ring, and who is at its ends. It belongs to a file and exists
 * while that is open.
 */
#ifndef __POSIX_PIPE_H__
#define __POSIX_PIPE_H__

#include <uk/file.h>

#define PIPE_BUF 4096UL
#define PIPE_CAPACITY 65536UL
#define PIPE_CAPACITY_MAX 1048576UL

struct uk_pipe {
	char *ring;
	size_t capacity;
	size_t first; /* byte of the ring that is read next */
	size_t used;
	unsigned int readers, writers;
	/* how often each side was opened: who waits for the other sees that it
	 * came even if it is gone again
	 */
	unsigned int reader_opens, writer_opens;
};

/** Of pipes and of open fifos */
extern const struct uk_file_ops uk_pipe_ops;

/** @return an empty pipe without ends, or NULL */
struct uk_pipe *uk_pipe_create(void);

/** An open file of a pipe ends; with the last one the pipe */
void uk_pipe_release(struct uk_ofile *of);

#endif /* __POSIX_PIPE_H__ */
