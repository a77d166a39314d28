/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The life of a program, for libraries that keep something for it. There is one
 * at a time; each begins with everything as it is at first.
 */
#ifndef __UK_PROGRAM_H__
#define __UK_PROGRAM_H__

#include <stdbool.h>
#include <stddef.h>
#include <uk/essentials.h>

#ifdef __cplusplus
extern "C" {
#endif

struct uk_program_hooks {
	/** Before a program; NULL: nothing. @return 0 or negative errno */
	int (*prepare)(void);
	/** When all its threads have ended, its memory is still mapped */
	void (*clean_up)(void);
};

/** Registers hooks; `prio` is a literal 0 (first, at the end last) to 9 */
#define UK_PROGRAM_HOOKS(prepare_fn, clean_up_fn, prio)                        \
	static const struct uk_program_hooks UK_CONCAT(__uk_program_,          \
						       __COUNTER__) __used     \
		__section(".uk_table.program.p" #prio) __align(8) = {          \
			.prepare = (prepare_fn), .clean_up = (clean_up_fn)}

/** Calls all hooks; with the big kernel lock.
 *  @return 0 or the first error: clean up nevertheless
 */
int uk_program_prepare(void);
void uk_program_clean_up(void);

/**
 * To be asked before bytes of a program go to the console.
 * @return false: it has written too much, and is being killed
 */
bool uk_program_output(size_t len);

#ifdef __cplusplus
}
#endif

#endif /* __UK_PROGRAM_H__ */
