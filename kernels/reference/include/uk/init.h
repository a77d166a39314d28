/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Init table: constructors that lib/ukboot runs in order of class (early, plat,
 * lib, rootfs, sys, late), then priority (0 first), then link order; and
 * destructors that it runs in the reverse order at shutdown. A destructor runs
 * if and only if its constructor ran without an error (or there is none).
 *
 * Linker contract: entries live in sections `.uk_inittabCP` (class and priority
 * digits), which <uk/link.lds.h> sorts by name.
 */
#ifndef __UK_INIT_H__
#define __UK_INIT_H__

#include <uk/essentials.h>
#include <uk/plat/bootstrap.h>

/** Handed to constructors; main() gets argc and argv as they are afterwards. */
struct uk_init_ctx {
	struct {
		int argc;
		char **argv;
	} cmdline;
	/** Parameters before `--`; read only. */
	const char *params;
};

/** Handed to destructors. */
struct uk_term_ctx {
	/** How the machine will end. */
	enum ukplat_gstate target;
};

/** @return >= 0, or a negative errno, which stops the boot */
typedef int (*uk_init_func_t)(struct uk_init_ctx *ctx);
typedef void (*uk_term_func_t)(const struct uk_term_ctx *ctx);

struct uk_inittab_entry {
	uk_init_func_t init;
	uk_term_func_t term;
};

#define UK_INIT_CLASS_EARLY 1
#define UK_INIT_CLASS_PLAT 2
#define UK_INIT_CLASS_LIB 3
#define UK_INIT_CLASS_ROOTFS 4
#define UK_INIT_CLASS_SYS 5
#define UK_INIT_CLASS_LATE 6

#define UK_PRIO_EARLIEST 0
#define UK_PRIO_LATEST 9

#define __UK_INITTAB(init_fn, term_fn, class, prio, id)                        \
	static const struct uk_inittab_entry UK_CONCAT(__uk_inittab_, id)      \
		__used __section(".uk_inittab" #class #prio) __align(8) = {    \
			.init = (init_fn), .term = (term_fn)}
#define _UK_INITTAB(init_fn, term_fn, class, prio) \
	__UK_INITTAB(init_fn, term_fn, class, prio, __COUNTER__)

/**
 * Registers a constructor and a destructor (either may be 0) in a class 1..6
 * with a priority 0..9, both literal digits.
 */
#define uk_initcall_class_prio(init_fn, term_fn, class, prio) \
	_UK_INITTAB(init_fn, term_fn, class, prio)

#define uk_early_initcall_prio(init, term, prio) \
	uk_initcall_class_prio(init, term, 1, prio)
#define uk_plat_initcall_prio(init, term, prio) \
	uk_initcall_class_prio(init, term, 2, prio)
#define uk_lib_initcall_prio(init, term, prio) \
	uk_initcall_class_prio(init, term, 3, prio)
#define uk_rootfs_initcall_prio(init, term, prio) \
	uk_initcall_class_prio(init, term, 4, prio)
#define uk_sys_initcall_prio(init, term, prio) \
	uk_initcall_class_prio(init, term, 5, prio)
#define uk_late_initcall_prio(init, term, prio) \
	uk_initcall_class_prio(init, term, 6, prio)

#define uk_early_initcall(init, term) \
	uk_early_initcall_prio(init, term, 9)
#define uk_plat_initcall(init, term) uk_plat_initcall_prio(init, term, 9)
#define uk_lib_initcall(init, term) uk_lib_initcall_prio(init, term, 9)
#define uk_rootfs_initcall(init, term) uk_rootfs_initcall_prio(init, term, 9)
#define uk_sys_initcall(init, term) uk_sys_initcall_prio(init, term, 9)
#define uk_late_initcall(init, term) uk_late_initcall_prio(init, term, 9)

/**
 * Runs the constructors of a table from its begin on.
 * @param[out] done number of entries whose constructor succeeded
 * @return 0, or the error of the constructor that failed; those after it did
 *         not run
 */
int uk_inittab_run(const struct uk_inittab_entry *begin,
		   const struct uk_inittab_entry *end, struct uk_init_ctx *ctx,
		   __sz *done);

/** Runs the destructors of the first `count` entries, last first. */
void uk_inittab_term(const struct uk_inittab_entry *begin, __sz count,
		     const struct uk_term_ctx *ctx);

#endif /* __UK_INIT_H__ */
