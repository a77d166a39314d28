/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A program as a Linux process that can harm nobody: in namespaces of its own
 * (user, PID, mount, IPC; namespaces(7)), as an unprivileged user of the host that
 * is root inside, the file system read-only but for a fresh /tmp and /dev/shm, with
 * resource limits. When the first process of the PID namespace ends, the kernel kills
 * whatever is left in it, however it hides.
 */
#ifndef CONTAINER_H
#define CONTAINER_H

#include <stdbool.h>
#include <sys/types.h>

struct container_program {
	/* Open file of the program; argv[0] of the program */
	int image_fd;
	const char *name;
	/* Path of the emulator that runs it and of its system root; NULL: none */
	const char *emulator;
	const char *root;
	/* Address space that the emulator sets apart for the program; 0: the program
	 * has what the emulator leaves of its own
	 */
	unsigned long reserved_mib;
	/* Address space of the program's process in MiB, without an emulator's own;
	 * 0: no limit
	 */
	unsigned long memory_mib;
	/* Where its standard output and error go */
	int output_fd;
};

/* How the program ended, as its first process reports it */
struct container_end {
	/* wait status, see wait(2); -1: the program could not be started */
	int status;
	/* errno where it could not be started */
	int error;
};

/* What keeps the program in: namespaces, or a process group alone */
bool container_has_namespaces(void);

/*
 * Starts the program. Returns the process to be waited for, and in *end_fd a pipe
 * that delivers one struct container_end; -1 with errno set.
 */
pid_t container_start(const struct container_program *program, int *end_fd);

/*
 * Whether the program, after `used_ms` of wall time, is ready to run but was hardly
 * given the processor: then it is the machine that is slow.
 */
bool container_is_starved(pid_t first, long used_ms);

/* Kills everything in it and waits for that. Harmless after it has ended. */
void container_end(pid_t first);

#endif
