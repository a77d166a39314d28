/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Standard input, output and error: the console. Input is at its end at once.
 * POSIX.1-2017 write(), writev(), read(), ioctl(); the values of Linux.
 */
#include <limits.h>
#include <uk/plat/console.h>
#include <uk/syscall.h>

#define IOV_MAX_COUNT 1024
#define TIOCGWINSZ 0x5413
#define CONSOLE_ROWS 24
#define CONSOLE_COLUMNS 80
/* ukplat_coutk() takes the length of a whole line as unsigned int */
#define CHUNK_MAX 0x10000000UL

struct iovec {
	const void *base;
	size_t len;
};

struct winsize {
	unsigned short rows, columns, x_pixels, y_pixels;
};

static int is_console_output(int fd)
{
	return fd == 1 || fd == 2;
}

UK_SYSCALL_R_DEFINE(long, write, int, fd, const void *, buf, size_t, count)
{
	if (!is_console_output(fd))
		return -EBADF;
	count = MIN(count, CHUNK_MAX);
	ukplat_coutk(buf, (unsigned int)count);
	return (long)count;
}

UK_SYSCALL_R_DEFINE(long, writev, int, fd, const struct iovec *, iov, int, count)
{
	long sum = 0;

	if (!is_console_output(fd))
		return -EBADF;
	if (count < 0 || count > IOV_MAX_COUNT)
		return -EINVAL;
	for (int i = 0; i < count; i++)
		sum += uk_syscall_r_write(fd, (long)iov[i].base,
					  (long)iov[i].len);
	return sum;
}

UK_SYSCALL_R_DEFINE(long, read, int, fd, void *, buf, size_t,
		    count)
{
	return fd == 0 ? 0 : -EBADF;
}

UK_SYSCALL_R_DEFINE(int, ioctl, int, fd, unsigned long, request, void *, arg)
{
	if (fd < 0 || fd > 2)
		return -EBADF;
	if (request != TIOCGWINSZ)
		return -ENOTTY;
	*(struct winsize *)arg = (struct winsize){CONSOLE_ROWS, CONSOLE_COLUMNS,
						  0, 0};
	return 0;
}
