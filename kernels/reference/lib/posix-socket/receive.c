/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * POSIX.1-2017 recv(), recvfrom().
 */
#include <errno.h>

#include "socket.h"

/* Will nothing ever come again? */
static bool is_ended(const struct sock *s)
{
	if (s->is_read_shut)
		return true;
	if (!is_stream(s))
		return false;
	return !s->peer || s->peer->is_write_shut;
}

/* @return 1: there is something; 0: the end; or negative errno */
static int wait_for_packet(struct sock *s, bool is_nonblocking, __nsec deadline)
{
	int rc;

	for (;;) {
		if (s->first)
			return 1;
		if (s->error) {
			rc = -s->error;
			s->error = 0;
			return rc;
		}
		if (is_ended(s))
			return 0;
		if (is_nonblocking)
			return -EAGAIN;
		rc = sock_wait(s, deadline);
		if (rc)
			return rc;
	}
}

/* Only sockets of one peer have sent us what is from nobody else */
static bool is_from_peer(const struct sock *s, const struct sock_addr *from)
{
	return is_stream(s) || !s->is_connected || s->peer ||
	       s->family == AF_UNIX ||
	       !__builtin_memcmp(&from->in, &s->remote.in, 8);
}

static long read_one(struct sock *s, struct uk_io *io, int flags,
		     struct sock_addr *from, int *out_flags)
{
	struct sock_addr sender;
	size_t whole, done;
	bool is_wanted = is_from_peer(s, &s->first->from);

	done = queue_read(s, io, is_wanted && flags & MSG_PEEK, &sender, &whole);
	if (!is_wanted)
		return -EAGAIN;
	if (from)
		*from = sender;
	if (s->type == SOCK_STREAM)
		return uk_io_result(io, done);
	if (done < whole && out_flags)
		*out_flags |= MSG_TRUNC;
	if (io->is_faulted)
		return -EFAULT;
	return (long)(flags & MSG_TRUNC ? whole : done);
}

long sock_receive(struct sock *s, struct uk_io *io, int flags,
		  bool is_nonblocking, struct sock_addr *from, int *out_flags)
{
	__nsec deadline = sock_deadline(s->receive_timeout);
	bool is_at_once = is_nonblocking || flags & MSG_DONTWAIT;
	long done = 0, rc;

	if (is_stream(s) && !s->is_connected)
		return s->family == AF_UNIX ? -EINVAL : -ENOTCONN;
	if (s->type == SOCK_STREAM && !io->left)
		return 0;
	do {
		rc = wait_for_packet(s, is_at_once, deadline);
		if (rc <= 0)
			break;
		rc = read_one(s, io, flags, from, out_flags);
		if (rc > 0)
			done += rc;
	} while ((rc > 0 && flags & MSG_WAITALL && s->type == SOCK_STREAM &&
		  io->left) ||
		 (rc == -EAGAIN && !is_stream(s)));
	return done ? done : rc;
}
