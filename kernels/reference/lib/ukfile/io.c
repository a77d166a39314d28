/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A caller's memory in pieces, as readv() and writev() have it: copied in order,
 * until the first byte that faults.
 */
#include <string.h>
#include <uk/essentials.h>
#include <uk/file.h>
#include <uk/nofault.h>

void uk_io_init(struct uk_io *io, const struct uk_iovec *iov,
		unsigned int count)
{
	*io = (struct uk_io){.iov = iov};
	for (unsigned int i = 0; i < count; i++)
		io->left += MIN(iov[i].len, UK_RW_MAX - io->left);
}

enum direction { PUT, GET, ZERO, SKIP };

static const char zeroes[1024];

/* One piece that is whole in memory. @return bytes done */
static size_t move(char *user, char *kernel, size_t len,
		   enum direction direction)
{
	switch (direction) {
	case PUT:
		return uk_nofault_memcpy(user, kernel, len, 0);
	case GET:
		return uk_nofault_memcpy(kernel, user, len, 0);
	case ZERO:
		return uk_nofault_memcpy(user, zeroes, len, 0);
	default:
		return len;
	}
}

static size_t transfer(struct uk_io *io, char *kernel, size_t len,
		       enum direction direction)
{
	size_t done = 0, part, moved;

	len = MIN(len, io->left);
	while (done < len) {
		part = MIN(len - done, io->iov->len - io->at);
		if (direction == ZERO)
			part = MIN(part, sizeof(zeroes));
		moved = move((char *)io->iov->base + io->at,
			     kernel ? kernel + done : NULL, part, direction);
		done += moved;
		io->at += moved;
		io->left -= moved;
		if (moved < part) {
			io->is_faulted = true;
			io->left = 0;
			break;
		}
		if (io->at == io->iov->len) {
			io->iov++;
			io->at = 0;
		}
	}
	return done;
}

size_t uk_io_put(struct uk_io *io, const void *src, size_t len)
{
	return transfer(io, (char *)(__uptr)src, len, PUT);
}

size_t uk_io_get(struct uk_io *io, void *dst, size_t len)
{
	return transfer(io, dst, len, GET);
}

size_t uk_io_zero(struct uk_io *io, size_t len)
{
	return transfer(io, NULL, len, ZERO);
}

size_t uk_io_skip(struct uk_io *io, size_t len)
{
	return transfer(io, NULL, len, SKIP);
}
