/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The console as a file: output goes to it, input is at its end. Programs get it as
 * the end of a pipe, so that they find no terminal where the same program on Linux
 * under a test harness finds none.
 */
#include <errno.h>
#include <uk/alloc.h>
#include <uk/devfs.h>
#include <uk/essentials.h>
#include <uk/plat/console.h>
#include <uk/useraccess.h>

#define TIOCGWINSZ 0x5413
#define CONSOLE_ROWS 24
#define CONSOLE_COLUMNS 80

struct winsize {
	__u16 rows, columns, x_pixels, y_pixels;
};

__weak bool uk_program_output(size_t len __unused)
{
	return true;
}

static long read_end(struct uk_ofile *of __unused, struct uk_io *io __unused,
		     __off pos __unused)
{
	return 0;
}

static long write_console(struct uk_ofile *of __unused, struct uk_io *io,
			  __off pos __unused)
{
	char bytes[256];
	size_t done = 0, part;

	while (io->left) {
		part = uk_io_get(io, bytes, sizeof(bytes));
		ukplat_coutk(bytes, (unsigned int)part);
		done += part;
	}
	return uk_io_result(io, done);
}

static long write_output(struct uk_ofile *of, struct uk_io *io, __off pos)
{
	return uk_program_output(io->left) ? write_console(of, io, pos) : -EIO;
}

static long ioctl_console(struct uk_ofile *of __unused, unsigned long request,
			  void *arg)
{
	const struct winsize size = {CONSOLE_ROWS, CONSOLE_COLUMNS, 0, 0};

	if (request != TIOCGWINSZ)
		return -ENOTTY;
	return uk_copy_to_user(arg, &size, sizeof(size));
}

static const struct uk_file_ops console_ops = {
	.read = read_end,
	.write = write_console,
	.ioctl = ioctl_console,
};

UK_CHRDEV(console, "console", 5, 1, 0600, false, &console_ops);
/* There is no controlling terminal: ENXIO */
UK_CHRDEV(tty, "tty", 5, 0, 0666, false, NULL);

static int open_output(struct uk_ofile *of __unused)
{
	return 0;
}

static unsigned int poll_output(struct uk_ofile *of __unused)
{
	return POLLOUT | POLLWRNORM;
}

static void destroy(struct uk_file *f)
{
	uk_free(uk_alloc_get_default(), f);
}

static const struct uk_file_ops output_ops = {
	.write = write_output,
	.open = open_output,
	.poll = poll_output,
	.destroy = destroy,
};

int uk_devfs_open_output(struct uk_ofile **of)
{
	struct uk_file *f = uk_malloc(uk_alloc_get_default(), sizeof(*f));

	if (!f)
		return -ENOMEM;
	uk_file_init(f, &output_ops, S_IFIFO | 0600);
	return uk_ofile_create(f, O_WRONLY, of);
}
