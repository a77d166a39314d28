/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Suite vfs: each case begins with the files of a new process, and after it all
 * memory is free again. System calls by number, as a C library makes them.
 */
#ifndef __SUITE_VFS_H__
#define __SUITE_VFS_H__

#include <errno.h>
#include <stdbool.h>
#include <string.h>
#include <uk/file_abi.h>
#include <uk/syscall.h>
#include <uk/test.h>

#define SYS(name, ...) uk_syscall_r(UK_SYS_##name, ##__VA_ARGS__)

/** Bytes of kernel memory that are free when the process has no files */
__ssz vfs_free_memory(void);
void vfs_begin(void);

#define VFS_CASE(name)                                                        \
	static void vfs_##name(struct uk_testcase *esac);                     \
	UK_TESTCASE(vfs, name)                                                \
	{                                                                     \
		__ssz before = vfs_free_memory();                             \
									      \
		vfs_begin();                                                  \
		vfs_##name(esac);                                             \
		UK_TEST_EXPECT_SNUM_EQ(vfs_free_memory(), before);            \
	}                                                                     \
	static void vfs_##name(struct uk_testcase *esac __maybe_unused)

#define EXPECT_CALL(result, name, ...)                                        \
	do {                                                                  \
		long __want = (long)(result);                                 \
		long __got = SYS(name, ##__VA_ARGS__);                        \
									      \
		UK_TEST_EXPECTF(__got == __want, "expected %s(%s) to be %ld " \
				"but was %ld", #name, #__VA_ARGS__, __want,   \
				__got);                                       \
	} while (0)

/* -- short forms -- */

static inline int vfs_open(const char *path, int flags, int mode)
{
	return (int)SYS(openat, AT_FDCWD, path, flags, mode);
}

/** Makes a file with a text */
int vfs_make(const char *path, const char *text);
/** @return size of what is at the path, or a negative errno */
long vfs_size(const char *path);
/** stat without following. @return 0 or negative errno */
static inline int vfs_lstat(const char *path, struct uk_stat *st)
{
	return (int)SYS(newfstatat, AT_FDCWD, path, st, AT_SYMLINK_NOFOLLOW);
}
/** Is the content of a file this text? */
bool vfs_has(const char *path, const char *text);
/** Names of a directory but `.` and `..`, in order, each followed by a space */
const char *vfs_list(const char *path);

#endif /* __SUITE_VFS_H__ */
