/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Kernel log. A message goes to the console as one piece: lines of different
 * CPUs do not mix. Every function may be called in any context, interrupts off
 * and early boot (after the console) included; nothing allocates.
 *
 * Format of a line: `[ssssss.uuuuuu] LEVEL: [lib] <file @ line> text`.
 */
#ifndef __UK_PRINT_H__
#define __UK_PRINT_H__

#include <stdarg.h>
#include <uk/config.h>
#include <uk/essentials.h>

#ifndef __LIBNAME__
#define __LIBNAME__ "kernel"
#endif

#define KLVL_DEBUG 0
#define KLVL_INFO 1
#define KLVL_WARN 2
#define KLVL_ERR 3
#define KLVL_CRIT 4

#ifdef CONFIG_LIBUKDEBUG_PRINTK_LEVEL
#define KLVL_MIN CONFIG_LIBUKDEBUG_PRINTK_LEVEL
#else
#define KLVL_MIN KLVL_INFO
#endif

/** Longest message in bytes, prefix included; what is longer is cut. */
#define UK_PRINTK_MAX_LEN 1024

/**
 * Prints a message of a level. `libname` and `srcname` may be NULL: that part
 * of the prefix is then left out. Prefer the uk_pr_* macros.
 */
void _uk_printk(int lvl, const char *libname, const char *srcname,
		unsigned int srcline, const char *fmt, ...) __printf(5, 6);
void _uk_vprintk(int lvl, const char *libname, const char *srcname,
		 unsigned int srcline, const char *fmt, va_list ap)
	__printf(5, 0);

/**
 * A message of level info, without library and place, that leaves only with what
 * is printed next: a system call less for the machine's emulator.
 */
void uk_info_later(const char *fmt, ...) __printf(1, 2);

#define uk_printk(lvl, fmt, ...)                                               \
	do {                                                                   \
		if ((lvl) >= KLVL_MIN)                                         \
			_uk_printk((lvl), __LIBNAME__, __FILE_NAME__,          \
				   __LINE__, (fmt), ##__VA_ARGS__);            \
	} while (0)

#define uk_pr_debug(fmt, ...) uk_printk(KLVL_DEBUG, fmt, ##__VA_ARGS__)
#define uk_pr_info(fmt, ...) uk_printk(KLVL_INFO, fmt, ##__VA_ARGS__)
#define uk_pr_warn(fmt, ...) uk_printk(KLVL_WARN, fmt, ##__VA_ARGS__)
#define uk_pr_err(fmt, ...) uk_printk(KLVL_ERR, fmt, ##__VA_ARGS__)
#define uk_pr_crit(fmt, ...) uk_printk(KLVL_CRIT, fmt, ##__VA_ARGS__)

#endif /* __UK_PRINT_H__ */
