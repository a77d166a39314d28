/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * System calls as text, in the manner of strace (v0.12 notes):
 *
 *	openat(AT_FDCWD, "/etc/passwd", O_RDONLY|O_CLOEXEC, 00) = fd:3
 *	read(fd:3, "root:x:0:0:root:"..., 1024) = 25
 *	mkdirat(AT_FDCWD, "/tmp", 0777) = EEXIST (-17)
 */
#ifndef __UK_SYSCALL_TRACE_H__
#define __UK_SYSCALL_TRACE_H__

#include <uk/streambuf.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Describes a call that has returned.
 * @param sb text (UK_STREAMBUF_C_TERMSHIFT); no newline is added
 */
void uk_syscall_describe(struct uk_streambuf *sb, long nr, const long args[6],
			 long result);

#ifdef __cplusplus
}
#endif

#endif /* __UK_SYSCALL_TRACE_H__ */
