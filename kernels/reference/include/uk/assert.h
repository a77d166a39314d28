/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Checks of invariants. UK_ASSERT is for a caller's bug: it prints
 * `CRIT: [lib] <file @ line> Assertion failure: EXPR`, a backtrace, and ends
 * the machine with UKPLAT_CRASH. Callable in any context.
 */
#ifndef __UK_ASSERT_H__
#define __UK_ASSERT_H__

#include <uk/config.h>
#include <uk/essentials.h>
#include <uk/print.h>
#include <uk/plat/crash.h>

/** Ends the machine after printing the message; does not return. */
#define UK_CRASH(fmt, ...)                                                     \
	_ukplat_crash_at(__LIBNAME__, __FILE_NAME__, __LINE__, (fmt),          \
			 ##__VA_ARGS__)

#define UK_BUGON(x)                                                            \
	do {                                                                   \
		if (unlikely(x))                                               \
			UK_CRASH("Bug on: %s\n", STRINGIFY(x));                \
	} while (0)

#define UK_WARNIF(x)                                                           \
	do {                                                                   \
		if (unlikely(x))                                               \
			uk_pr_warn("Condition warning: %s\n", STRINGIFY(x));   \
	} while (0)

#ifdef CONFIG_LIBUKDEBUG_ENABLE_ASSERT
#define UK_ASSERT(x)                                                           \
	do {                                                                   \
		if (unlikely(!(x)))                                            \
			UK_CRASH("Assertion failure: %s\n", #x);               \
	} while (0)
#else
#define UK_ASSERT(x)                                                           \
	do {                                                                   \
		(void)sizeof(x);                                               \
	} while (0)
#endif

#define UK_CTASSERT(x) _Static_assert((x), #x)

#endif /* __UK_ASSERT_H__ */
