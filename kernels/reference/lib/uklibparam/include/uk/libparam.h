/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Parameters on the kernel command line: `PREFIX.NAME=VALUE` words before `--`
 * set variables of libraries; the words after it are the arguments of main().
 * Words are separated by white space; '...' and "..." quote it. Values are set
 * once, after the heap exists and before the first constructor.
 */
#ifndef __UK_LIBPARAM_H__
#define __UK_LIBPARAM_H__

#include <uk/essentials.h>

struct uk_alloc;
struct uk_init_ctx;

enum uk_libparam_type {
	/** const char *; the string lives as long as the machine. */
	UK_LIBPARAM_CHARP,
	/** __bool; a bare name means 1; else 0/1, off/on, no/yes, n/y. */
	UK_LIBPARAM_BOOL,
	/** __u64; decimal, 0x or 0. */
	UK_LIBPARAM_U64,
};

struct uk_libparam {
	/** Full name, `prefix.name`. */
	const char *name;
	enum uk_libparam_type type;
	/** The variable; its value at link time is the default. */
	void *var;
};

/**
 * Registers the variable `variable` under the literal name `full_name`. A
 * parameter given twice: the last one counts.
 */
#define UK_LIBPARAM(full_name, param_type, variable)                           \
	static const struct uk_libparam UK_CONCAT(__uk_libparam_, variable)    \
		__used __section(".uk_table.libparam.5") __align(8) = {        \
			.name = (full_name),                                   \
			.type = (param_type),                                  \
			.var = &(variable)}

/**
 * Sets the registered variables from a command line and collects main()'s
 * arguments, argv[0] being the image's name. Unknown words are reported and
 * skipped. Memory comes from `a`; it is kept for ever if all went well. After
 * -EINVAL the parameters before the bad one are set.
 * @return 0; -ENOMEM; -EINVAL: a value does not fit its parameter's type, or a
 *         quote is not closed
 */
int uk_libparam_parse(struct uk_alloc *a, const char *cmdline,
		      struct uk_init_ctx *ctx);

/**
 * Splits text into words in place, quotes removed.
 * @param words gets at most `max` pointers into `text`; the rest is counted
 * @return number of words; -EINVAL: a quote is not closed
 */
int uk_libparam_split(char *text, char *words[], int max);

/** Sets one parameter from a word. @return 0; -ENOENT: no such; -EINVAL */
int uk_libparam_set(char *word);

#endif /* __UK_LIBPARAM_H__ */
