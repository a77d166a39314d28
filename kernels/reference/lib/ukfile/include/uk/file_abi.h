/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The file interface that programs see: values and layouts of Linux. Names as in
 * POSIX.1-2017 <fcntl.h>, <sys/stat.h>, <sys/uio.h> and Linux's manual pages.
 */
#ifndef __UK_FILE_ABI_H__
#define __UK_FILE_ABI_H__

#include <stddef.h>
#include <uk/arch/types.h>
#include <uk/timespec.h>

struct uk_iovec {
	void *base;
	size_t len;
};

#define UK_IOV_MAX 1024
#define PATH_MAX 4096 /* with the terminator */
#define NAME_MAX 255
/** Most that one read or write moves: Linux's MAX_RW_COUNT */
#define UK_RW_MAX 0x7ffff000UL

#include <uk/asm/file_abi.h>

/* open */
#define O_RDONLY 00
#define O_WRONLY 01
#define O_RDWR 02
#define O_ACCMODE 03
#define O_CREAT 0100
#define O_EXCL 0200
#define O_NOCTTY 0400
#define O_TRUNC 01000
#define O_APPEND 02000
#define O_NONBLOCK 04000
#define O_DSYNC 010000
#define O_ASYNC 020000
#define O_NOATIME 01000000
#define O_CLOEXEC 02000000
#define O_SYNC 04010000
#define O_PATH 010000000
#define UK_O_TMPFILE 020000000 /* without O_DIRECTORY */

/* *at */
#define AT_FDCWD (-100)
#define AT_SYMLINK_NOFOLLOW 0x100
#define AT_REMOVEDIR 0x200
#define AT_EACCESS 0x200
#define AT_SYMLINK_FOLLOW 0x400
#define AT_NO_AUTOMOUNT 0x800
#define AT_EMPTY_PATH 0x1000
#define AT_STATX_SYNC_TYPE 0x6000

/* st_mode */
#define S_IFMT 0170000
#define S_IFSOCK 0140000
#define S_IFLNK 0120000
#define S_IFREG 0100000
#define S_IFBLK 0060000
#define S_IFDIR 0040000
#define S_IFCHR 0020000
#define S_IFIFO 0010000
#define S_ISUID 04000
#define S_ISGID 02000
#define S_ISVTX 01000
#define S_IALL 07777

#define SEEK_SET 0
#define SEEK_CUR 1
#define SEEK_END 2
#define SEEK_DATA 3
#define SEEK_HOLE 4

#define R_OK 4
#define W_OK 2
#define X_OK 1
#define F_OK 0

/* poll */
#define POLLIN 0x001
#define POLLPRI 0x002
#define POLLOUT 0x004
#define POLLERR 0x008
#define POLLHUP 0x010
#define POLLNVAL 0x020
#define POLLRDNORM 0x040
#define POLLRDBAND 0x080
#define POLLWRNORM 0x100
#define POLLWRBAND 0x200
#define POLLRDHUP 0x2000

/* signals that file operations raise, limits that they keep */
#define SIGPIPE 13
#define SIGXFSZ 25
#define RLIMIT_FSIZE 1
#define RLIMIT_NOFILE 7
#define RLIM_INFINITY __U64_MAX

/* major and minor numbers of devices, as in Linux's dev_t of 64 bits */
#define UK_MKDEV(major, minor)                                           \
	((((__u64)(major) & 0xfffff000UL) << 32) |                       \
	 (((__u64)(major) & 0xfff) << 8) |                               \
	 (((__u64)(minor) & 0xffffff00UL) << 12) | ((__u64)(minor) & 0xff))
#define UK_MAJOR(dev) \
	((__u32)((((dev) >> 32) & 0xfffff000) | (((dev) >> 8) & 0xfff)))
#define UK_MINOR(dev) \
	((__u32)((((dev) >> 12) & 0xffffff00) | ((dev) & 0xff)))

#endif /* __UK_FILE_ABI_H__ */
