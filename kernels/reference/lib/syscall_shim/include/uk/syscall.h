/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * System calls as function calls: registration by the libraries that implement
 * them, and dispatch by number for a C library. Macros as of the v0.11 notes.
 * Numbers are those of Linux on the architecture: UK_SYS_write and so on.
 *
 *	UK_SYSCALL_R_DEFINE(ssize_t, write, int, fd, const void *, buf,
 *			    size_t, count)
 *	{
 *		return -EBADF;
 *	}
 *
 * defines uk_syscall_r_write(), which returns a negative errno as the body does,
 * and uk_syscall_e_write(), which sets errno and returns -1.
 * UK_SYSCALL_DEFINE is for a body that itself sets errno and returns -1. All are
 * called in the context of a thread; none in an interrupt handler.
 */
#ifndef __UK_SYSCALL_H__
#define __UK_SYSCALL_H__

#include <errno.h>
#include <uk/asm/syscall_list.h>
#include <uk/essentials.h>

#ifdef __cplusplus
extern "C" {
#endif

#define _UK_SYSCALL_NR(nr, name) UK_SYS_##name = nr,
enum uk_syscall_nr { UK_SYSCALL_LIST(_UK_SYSCALL_NR) };
#undef _UK_SYSCALL_NR

typedef long (*uk_syscall_fn_t)(long, long, long, long, long, long);

/** One registration; internal */
struct uk_syscall_entry {
	int nr;
	int arg_count;
	uk_syscall_fn_t fn;
};

/**
 * Calls the implementation of a number.
 * @return its result, a negative errno for a failure; -ENOSYS where nobody
 *   implements it (named at debug level)
 */
long uk_syscall6_r(long nr, long a1, long a2, long a3, long a4, long a5,
		   long a6);

#define _UK_SYSCALL_R(nr, a, b, c, d, e, f, ...) \
	uk_syscall6_r((nr), (long)(a), (long)(b), (long)(c), (long)(d), \
		      (long)(e), (long)(f))
/** The same with up to six arguments of any integer or pointer type */
#define uk_syscall_r(nr, ...) \
	_UK_SYSCALL_R(nr, ##__VA_ARGS__, 0, 0, 0, 0, 0, 0)

/** Calls the implementation of a name without the table: links only if there is
 *  one
 */
#define uk_syscall_r_static(name, ...) uk_syscall_r_##name(__VA_ARGS__)

/** @return name of a number, or NULL */
const char *uk_syscall_name(long nr);

/** @return how many arguments its implementation takes; 6 where there is none */
unsigned int uk_syscall_arg_count(long nr);

typedef void (*uk_syscall_tracer_t)(long nr, const long args[6], long result);

/** Sets what is called after each system call, in the same context; NULL: nothing.
 *  Boot only
 */
void uk_syscall_set_tracer(uk_syscall_tracer_t tracer);

/* -- registration -- */

/* Number of pairs in a list of types and names */
#define _UK_SC_COUNT(...) \
	_UK_SC_COUNT_(0, ##__VA_ARGS__, 6, x, 5, x, 4, x, 3, x, 2, x, 1, x, 0)
#define _UK_SC_COUNT_(z, a, b, c, d, e, f, g, h, i, j, k, l, n, ...) n
#define _UK_SC_MAP(what, ...) \
	UK_CONCAT(what, _UK_SC_COUNT(__VA_ARGS__))(__VA_ARGS__)

#define _UK_SC_DECL0() void
#define _UK_SC_DECL1(t, a) t a
#define _UK_SC_DECL2(t, a, ...) t a, _UK_SC_DECL1(__VA_ARGS__)
#define _UK_SC_DECL3(t, a, ...) t a, _UK_SC_DECL2(__VA_ARGS__)
#define _UK_SC_DECL4(t, a, ...) t a, _UK_SC_DECL3(__VA_ARGS__)
#define _UK_SC_DECL5(t, a, ...) t a, _UK_SC_DECL4(__VA_ARGS__)
#define _UK_SC_DECL6(t, a, ...) t a, _UK_SC_DECL5(__VA_ARGS__)

#define _UK_SC_LONG0() void
#define _UK_SC_LONG1(t, a) long a
#define _UK_SC_LONG2(t, a, ...) long a, _UK_SC_LONG1(__VA_ARGS__)
#define _UK_SC_LONG3(t, a, ...) long a, _UK_SC_LONG2(__VA_ARGS__)
#define _UK_SC_LONG4(t, a, ...) long a, _UK_SC_LONG3(__VA_ARGS__)
#define _UK_SC_LONG5(t, a, ...) long a, _UK_SC_LONG4(__VA_ARGS__)
#define _UK_SC_LONG6(t, a, ...) long a, _UK_SC_LONG5(__VA_ARGS__)

#define _UK_SC_CAST0()
#define _UK_SC_CAST1(t, a) (t)a
#define _UK_SC_CAST2(t, a, ...) (t)a, _UK_SC_CAST1(__VA_ARGS__)
#define _UK_SC_CAST3(t, a, ...) (t)a, _UK_SC_CAST2(__VA_ARGS__)
#define _UK_SC_CAST4(t, a, ...) (t)a, _UK_SC_CAST3(__VA_ARGS__)
#define _UK_SC_CAST5(t, a, ...) (t)a, _UK_SC_CAST4(__VA_ARGS__)
#define _UK_SC_CAST6(t, a, ...) (t)a, _UK_SC_CAST5(__VA_ARGS__)

#define _UK_SC_PASS0(a, b, c, d, e, f)
#define _UK_SC_PASS1(a, b, c, d, e, f) a
#define _UK_SC_PASS2(a, b, c, d, e, f) a, b
#define _UK_SC_PASS3(a, b, c, d, e, f) a, b, c
#define _UK_SC_PASS4(a, b, c, d, e, f) a, b, c, d
#define _UK_SC_PASS5(a, b, c, d, e, f) a, b, c, d, e
#define _UK_SC_PASS6(a, b, c, d, e, f) a, b, c, d, e, f

#define _UK_SYSCALL_REGISTER(name, ...)                                        \
	static long __uk_syscall6_##name(                                      \
		long a __maybe_unused, long b __maybe_unused,                  \
		long c __maybe_unused, long d __maybe_unused,                  \
		long e __maybe_unused, long f __maybe_unused)                  \
	{                                                                      \
		return uk_syscall_r_##name(UK_CONCAT(                          \
			_UK_SC_PASS, _UK_SC_COUNT(__VA_ARGS__))(a, b, c, d, e, \
								f));           \
	}                                                                      \
	static const struct uk_syscall_entry __uk_syscall_entry_##name         \
		__used __section(".uk_table.syscall.5") __align(8) = {         \
			.nr = UK_SYS_##name,                                   \
			.arg_count = _UK_SC_COUNT(__VA_ARGS__),                \
			.fn = __uk_syscall6_##name}

/** Begins the definition of a system call whose body returns a negative errno */
#define UK_SYSCALL_R_DEFINE(rtype, name, ...)                                  \
	static rtype __uk_syscall_do_##name(                                   \
		_UK_SC_MAP(_UK_SC_DECL, ##__VA_ARGS__));                       \
	long uk_syscall_r_##name(_UK_SC_MAP(_UK_SC_LONG, ##__VA_ARGS__));      \
	long uk_syscall_e_##name(_UK_SC_MAP(_UK_SC_LONG, ##__VA_ARGS__));      \
	long uk_syscall_r_##name(_UK_SC_MAP(_UK_SC_LONG, ##__VA_ARGS__))       \
	{                                                                      \
		return (long)__uk_syscall_do_##name(                           \
			_UK_SC_MAP(_UK_SC_CAST, ##__VA_ARGS__));               \
	}                                                                      \
	long uk_syscall_e_##name(_UK_SC_MAP(_UK_SC_LONG, ##__VA_ARGS__))       \
	{                                                                      \
		return _uk_syscall_to_errno((long)__uk_syscall_do_##name(      \
			_UK_SC_MAP(_UK_SC_CAST, ##__VA_ARGS__)));              \
	}                                                                      \
	_UK_SYSCALL_REGISTER(name, ##__VA_ARGS__);                             \
	static rtype __uk_syscall_do_##name(                                   \
		_UK_SC_MAP(_UK_SC_DECL, ##__VA_ARGS__))

/** The same where the body sets errno and returns -1 */
#define UK_SYSCALL_DEFINE(rtype, name, ...)                                    \
	static rtype __uk_syscall_do_##name(                                   \
		_UK_SC_MAP(_UK_SC_DECL, ##__VA_ARGS__));                       \
	long uk_syscall_r_##name(_UK_SC_MAP(_UK_SC_LONG, ##__VA_ARGS__));      \
	long uk_syscall_e_##name(_UK_SC_MAP(_UK_SC_LONG, ##__VA_ARGS__));      \
	long uk_syscall_e_##name(_UK_SC_MAP(_UK_SC_LONG, ##__VA_ARGS__))       \
	{                                                                      \
		return (long)__uk_syscall_do_##name(                           \
			_UK_SC_MAP(_UK_SC_CAST, ##__VA_ARGS__));               \
	}                                                                      \
	long uk_syscall_r_##name(_UK_SC_MAP(_UK_SC_LONG, ##__VA_ARGS__))       \
	{                                                                      \
		int __sc_before = errno;                                       \
		long __sc_result;                                              \
									       \
		errno = 0;                                                     \
		__sc_result = (long)__uk_syscall_do_##name(                    \
			_UK_SC_MAP(_UK_SC_CAST, ##__VA_ARGS__));               \
		return _uk_syscall_from_errno(__sc_result, __sc_before);       \
	}                                                                      \
	_UK_SYSCALL_REGISTER(name, ##__VA_ARGS__);                             \
	static rtype __uk_syscall_do_##name(                                   \
		_UK_SC_MAP(_UK_SC_DECL, ##__VA_ARGS__))

/* Results in [-4095, -1] are errors, as in Linux (ptr or errno in one word) */
#define _UK_SYSCALL_ERRNO_MAX 4095L

static inline long _uk_syscall_to_errno(long result)
{
	if (result >= 0 || result < -_UK_SYSCALL_ERRNO_MAX)
		return result;
	errno = (int)-result;
	return -1;
}

static inline long _uk_syscall_from_errno(long result, int errno_before)
{
	if (result == -1 && errno)
		result = -errno;
	errno = errno_before;
	return result;
}

#ifdef __cplusplus
}
#endif

#endif /* __UK_SYSCALL_H__ */
