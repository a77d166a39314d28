/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Diagnostics, ISO C11 7.2. May be included again after NDEBUG has changed.
 */
#ifdef __cplusplus
extern "C" {
#endif

#undef assert
#ifdef NDEBUG
#define assert(expr) ((void)0)
#else
#define assert(expr)                                                           \
	((expr) ? (void)0 : __assert_fail(#expr, __FILE__, __LINE__, __func__))
#endif

/** Prints a critical message and crashes the kernel */
void __assert_fail(const char *expr, const char *file, unsigned int line,
		   const char *func) __attribute__((noreturn));

#ifndef __cplusplus
#undef static_assert
#define static_assert _Static_assert
#else
}
#endif
