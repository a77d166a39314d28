/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * System calls as text.
 */
#ifndef __SYSCALL_STRACE_H__
#define __SYSCALL_STRACE_H__

#include <uk/streambuf.h>

/** How the arguments of a call are shown, one letter each:
 *  d decimal, x hexadecimal, o octal, p address, f descriptor, a descriptor of a
 *  directory (AT_FDCWD), s string, b bytes as many as the next argument says, r
 *  the same, filled by the call, F flags of open
 */
struct strace_format {
	const char *name, *args;
	char result; /* d, x or f */
};

/** @return how a call is shown, or NULL: its arguments are hexadecimal */
const struct strace_format *strace_format(const char *name);

#endif /* __SYSCALL_STRACE_H__ */
