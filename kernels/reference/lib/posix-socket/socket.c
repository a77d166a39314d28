/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Sockets as files.
 */
#include <errno.h>
#include <uk/alloc.h>
#include <uk/fdtab.h>
#include <uk/plat/time.h>
#include <uk/useraccess.h>

#include "socket.h"

#define FIONREAD 0x541b
#define IPPROTO_TCP 6
#define IPPROTO_UDP 17

static const struct uk_file_ops ops;

static int check_kind(int family, int type, int protocol)
{
	if (family == AF_UNIX) {
		if (type != SOCK_STREAM && type != SOCK_DGRAM &&
		    type != SOCK_SEQPACKET)
			return -ESOCKTNOSUPPORT;
		return protocol && protocol != AF_UNIX ? -EPROTONOSUPPORT : 0;
	}
	if (family == AF_NETLINK) {
		if (type != SOCK_RAW && type != SOCK_DGRAM)
			return -ESOCKTNOSUPPORT;
		return protocol ? -EPROTONOSUPPORT : 0;
	}
	if (family != AF_INET)
		return -EAFNOSUPPORT;
	if (type == SOCK_STREAM)
		return protocol && protocol != IPPROTO_TCP ? -EPROTONOSUPPORT
							   : 0;
	if (type == SOCK_DGRAM)
		return protocol && protocol != IPPROTO_UDP ? -EPROTONOSUPPORT
							   : 0;
	return -ESOCKTNOSUPPORT;
}

int sock_create(int family, int type, int protocol, struct sock **result)
{
	int rc = check_kind(family, type, protocol);
	struct sock *s;

	if (rc)
		return rc;
	s = uk_zalloc(uk_alloc_get_default(), sizeof(*s));
	if (!s)
		return -ENOMEM;
	uk_file_init(&s->file, &ops, S_IFSOCK | 0777);
	s->family = family;
	s->type = type == SOCK_RAW ? SOCK_DGRAM : type;
	s->end = &s->first;
	*result = s;
	return 0;
}

void sock_pair(struct sock *a, struct sock *b)
{
	a->peer = b;
	b->peer = a;
	a->is_connected = true;
	b->is_connected = true;
	a->remote = b->local;
	b->remote = a->local;
}

int sock_get(int fd, struct uk_ofile **of, struct sock **s)
{
	*of = uk_fdtab_get(fd);
	if (!*of)
		return -EBADF;
	if ((*of)->ops == &ops && !((*of)->flags & O_PATH)) {
		*s = sock_of((*of)->file);
		return 0;
	}
	uk_ofile_put(*of);
	return -ENOTSOCK;
}

int sock_install(struct sock *s, int type_flags)
{
	struct uk_ofile *of;
	int rc = uk_ofile_create(&s->file,
				 O_RDWR | ((unsigned int)type_flags & O_NONBLOCK),
				 &of);

	if (rc)
		return rc;
	return uk_fdtab_install_new(of, type_flags & O_CLOEXEC ? FD_CLOEXEC : 0);
}

__nsec sock_deadline(__s64 timeout)
{
	return timeout ? ukplat_monotonic_clock() + (__nsec)timeout : 0;
}

int sock_wait(struct sock *s, __nsec deadline)
{
	int rc = uk_pollq_wait(&s->file.pollq, deadline);

	return rc == -ETIMEDOUT ? -EAGAIN : rc;
}

static long read_socket(struct uk_ofile *of, struct uk_io *io, __off pos)
{
	return sock_receive(sock_of(of->file), io, 0, of->flags & O_NONBLOCK,
			    NULL, NULL);
}

static long write_socket(struct uk_ofile *of, struct uk_io *io, __off pos)
{
	return sock_send(sock_of(of->file), io, NULL, 0,
			 of->flags & O_NONBLOCK);
}

static bool can_send(const struct sock *s)
{
	if (is_stream(s) && !s->is_connected)
		return false;
	return !s->peer || s->peer->used < SOCKET_BUFFER;
}

static unsigned int poll_socket(struct uk_ofile *of)
{
	const struct sock *s = sock_of(of->file);
	bool is_ended = s->is_connected && is_stream(s) && !s->peer;
	unsigned int events = 0;

	if (s->first || s->pending || s->is_read_shut || is_ended ||
	    (s->peer && s->peer->is_write_shut))
		events |= POLLIN | POLLRDNORM;
	if (is_ended || (s->peer && s->peer->is_write_shut))
		events |= POLLRDHUP;
	if (is_ended || (is_stream(s) && !s->is_connected && !s->is_listening))
		events |= POLLHUP;
	if (can_send(s))
		events |= POLLOUT | POLLWRNORM;
	if (s->error)
		events |= POLLERR;
	return events;
}

static long ioctl_socket(struct uk_ofile *of, unsigned long request, void *arg)
{
	const struct sock *s = sock_of(of->file);
	int used = (int)(is_stream(s) ? s->used : s->first ? s->first->len : 0);

	if (request != FIONREAD)
		return -ENOTTY;
	return uk_copy_to_user(arg, &used, sizeof(used));
}

static int open_socket(struct uk_ofile *of)
{
	return of->file->refs > 1 ? -ENXIO : 0;
}

static void end(struct sock *s)
{
	sock_unbind(s);
	sock_disconnect(s);
	queue_clear(s);
}

static void release(struct uk_ofile *of)
{
	end(sock_of(of->file));
}

/* Of sockets that nobody opened, too */
static void destroy(struct uk_file *f)
{
	end(sock_of(f));
	uk_free(uk_alloc_get_default(), sock_of(f));
}

static const struct uk_file_ops ops = {
	.read = read_socket,
	.write = write_socket,
	.poll = poll_socket,
	.ioctl = ioctl_socket,
	.open = open_socket,
	.release = release,
	.destroy = destroy,
};
