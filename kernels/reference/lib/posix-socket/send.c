/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * POSIX.1-2017 send(), sendto().
 */
#include <errno.h>

#include "socket.h"

static int take_error(struct sock *s)
{
	int rc = -s->error;

	s->error = 0;
	return rc;
}

static int broken(int flags)
{
	if (!(flags & MSG_NOSIGNAL))
		uk_signal_raise(SIGPIPE);
	return -EPIPE;
}

/* Waits until the receiver has room. @return 0, or why there will be none */
static int wait_for_room(struct sock *s, int flags, bool is_nonblocking,
			 __nsec deadline)
{
	int rc;

	for (;;) {
		if (s->error)
			return take_error(s);
		if (!s->peer || s->is_write_shut || s->peer->is_read_shut)
			return broken(flags);
		if (s->peer->used < SOCKET_BUFFER)
			return 0;
		if (is_nonblocking)
			return -EAGAIN;
		rc = sock_wait(s, deadline);
		if (rc)
			return rc;
	}
}

static long send_stream(struct sock *s, struct uk_io *io, int flags,
			bool is_nonblocking)
{
	__nsec deadline = sock_deadline(s->send_timeout);
	size_t done = 0, part;
	struct packet *p;
	int rc;

	if (!s->is_connected)
		return s->family == AF_UNIX ? -ENOTCONN : broken(flags);
	do {
		rc = wait_for_room(s, flags, is_nonblocking, deadline);
		if (rc)
			break;
		part = MIN(io->left, SOCKET_BUFFER - s->peer->used);
		if (s->type == SOCK_SEQPACKET)
			part = io->left;
		p = part || s->type == SOCK_SEQPACKET
			    ? packet_take(io, part, &rc)
			    : NULL;
		if (!p)
			break;
		queue_add(s->peer, p);
		done += part;
	} while (io->left);
	return done ? (long)done : rc;
}

/* @return who is to get a datagram, or NULL and *rc: 0 if it is lost on the way */
static struct sock *receiver(struct sock *s, const struct sock_addr *to, int *rc)
{
	struct sock *r;

	*rc = 0;
	if (!to && s->peer)
		return s->peer;
	if (!to && !s->is_connected) {
		*rc = s->family == AF_UNIX ? -ENOTCONN : -EDESTADDRREQ;
		return NULL;
	}
	r = sock_find(s, to ? to : &s->remote, rc);
	if (!r && s->family == AF_INET && *rc == -ECONNREFUSED) {
		/* a connected socket learns it from the next call */
		*rc = 0;
		if (s->is_connected)
			s->error = ECONNREFUSED;
	}
	return r;
}

/* As receiver(), and it has room. Nobody else keeps who is waited for: it is looked
 * up again
 */
static struct sock *receiver_with_room(struct sock *s, const struct sock_addr *to,
				       bool is_nonblocking, int *rc)
{
	__nsec deadline = sock_deadline(s->send_timeout);
	struct sock *r;

	for (;;) {
		r = receiver(s, to, rc);
		if (!r || r->used < SOCKET_BUFFER)
			return r;
		/* udp(7) loses what does not fit */
		if (s->family == AF_INET)
			return NULL;
		*rc = -EAGAIN;
		if (!is_nonblocking) {
			uk_file_get(&r->file);
			*rc = sock_wait(r, deadline);
			uk_file_put(&r->file);
		}
		if (*rc)
			return NULL;
	}
}

static long send_datagram(struct sock *s, struct uk_io *io,
			  const struct sock_addr *to, bool is_nonblocking)
{
	size_t len = io->left;
	struct packet *p;
	struct sock *r;
	int rc;

	if (s->error)
		return take_error(s);
	if (len > (s->family == AF_INET ? UDP_PAYLOAD_MAX : SOCKET_BUFFER))
		return -EMSGSIZE;
	if (s->family == AF_INET && (to || s->is_connected)) {
		rc = sock_autobind(s);
		if (rc)
			return rc;
	}
	r = receiver_with_room(s, to, is_nonblocking, &rc);
	if (!r)
		return rc ? rc : (long)len;
	p = packet_take(io, len, &rc);
	if (!p)
		return rc;
	p->from = s->local;
	/* who is bound to every address sends from the one that is reached */
	if (s->family == AF_INET && !p->from.in.addr[0]) {
		p->from.in.addr[0] = 127;
		p->from.in.addr[3] = 1;
	}
	queue_add(r, p);
	return (long)len;
}

long sock_send(struct sock *s, struct uk_io *io, const struct sock_addr *to,
	       int flags, bool is_nonblocking)
{
	bool is_at_once = is_nonblocking || flags & MSG_DONTWAIT;

	if (s->is_write_shut)
		return broken(flags);
	if (!is_stream(s))
		return send_datagram(s, io, to, is_at_once);
	if (to && s->is_connected && s->family == AF_UNIX)
		return -EISCONN;
	return send_stream(s, io, flags, is_at_once);
}
