/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Devices without hardware: null, zero, full (null(4), full(4) of Linux), random
 * and urandom (random(4)).
 */
#include <errno.h>
#include <uk/devfs.h>
#include <uk/essentials.h>
#include <uk/random.h>

static long read_nothing(struct uk_ofile *of __unused,
			 struct uk_io *io __unused, __off pos __unused)
{
	return 0;
}

static long read_zeroes(struct uk_ofile *of __unused, struct uk_io *io,
			__off pos __unused)
{
	return uk_io_result(io, uk_io_zero(io, io->left));
}

static long read_random(struct uk_ofile *of __unused, struct uk_io *io,
			__off pos __unused)
{
	char bytes[64];
	size_t done = 0, part;

	while (io->left) {
		part = MIN(io->left, sizeof(bytes));
		uk_random_bytes(bytes, part);
		done += uk_io_put(io, bytes, part);
	}
	return uk_io_result(io, done);
}

static long write_nowhere(struct uk_ofile *of __unused, struct uk_io *io,
			  __off pos __unused)
{
	return (long)uk_io_skip(io, io->left);
}

static long write_full(struct uk_ofile *of __unused, struct uk_io *io,
		       __off pos __unused)
{
	return io->left ? -ENOSPC : 0;
}

static const struct uk_file_ops null_ops = {.read = read_nothing,
					    .write = write_nowhere};
static const struct uk_file_ops zero_ops = {.read = read_zeroes,
					    .write = write_nowhere};
static const struct uk_file_ops full_ops = {.read = read_zeroes,
					    .write = write_full};
static const struct uk_file_ops random_ops = {.read = read_random,
					      .write = write_nowhere};

UK_CHRDEV(null, "null", 1, 3, 0666, true, &null_ops);
UK_CHRDEV(zero, "zero", 1, 5, 0666, true, &zero_ops);
UK_CHRDEV(full, "full", 1, 7, 0666, true, &full_ops);
UK_CHRDEV(random, "random", 1, 8, 0666, true, &random_ops);
UK_CHRDEV(urandom, "urandom", 1, 9, 0666, true, &random_ops);
