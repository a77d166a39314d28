/* SPDX-License-Identifier: BSD-3-Clause */
/* Programs as cases of a suite. */
#ifndef __ELFLOADER_PROGRAM_H__
#define __ELFLOADER_PROGRAM_H__

#include <stdbool.h>
#include <uk/arch/time.h>
#include <uk/test.h>

/** Longest name of a program */
#define PROGRAM_NAME_MAX 200

/** A line of LIST */
struct program {
	struct uk_testcase_info info; /* its name, also the path on the share */
	__nsec limit;
	size_t output_max;  /* bytes */
	int skip_status;    /* exit status that means skip, or -1 */
};

/** How a program ended */
struct program_end {
	/** Could not be started: what is wrong with the file; else NULL */
	const char *refused;
	bool is_too_slow, is_too_loud;
	int signo;  /* 0: it exited */
	int status; /* exit status, 0 .. 255 */
	/** What the signal was about, for people; may be empty */
	char cause[160];
};

/**
 * Reads LIST of the share.
 * @param[out] programs, count allocated, never freed
 * @return 0; -ENODEV: no share; -EINVAL: a line that says nothing; other errors
 *   of <uk/9p_file.h>
 */
int program_list_read(struct program **programs, unsigned int *count);

/** Runs a program to its end, and takes down all that it has made */
void program_run(const struct program *program, struct program_end *end);

/** @return bytes of memory that nobody uses */
__u64 program_memory_left(void);

#endif /* __ELFLOADER_PROGRAM_H__ */
