/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Sockets of Linux's netlink(7), of which there is what mq_notify() needs.
 * Interface: <uk/socket.h>.
 */
#include <errno.h>
#include <uk/socket.h>

#include "socket.h"

int uk_socket_listener(int fd, struct uk_ofile **of)
{
	struct sock *s;
	int rc = sock_get(fd, of, &s);

	if (rc || s->family == AF_NETLINK)
		return rc;
	uk_ofile_put(*of);
	return -EINVAL;
}

void uk_socket_tell(struct uk_ofile *of, const void *data, size_t len)
{
	const struct uk_iovec iov = {(void *)(__uptr)data, len};
	struct packet *p;
	struct uk_io io;
	int rc;

	uk_io_init(&io, &iov, 1);
	p = packet_take(&io, len, &rc);
	if (p)
		queue_add(sock_of(of->file), p);
}
