/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * POSIX.1-2017 connect(), listen(), accept(), shutdown(). A connection is there as
 * soon as it is in the listener's queue.
 */
#include <errno.h>

#include "socket.h"

#define BACKLOG_MAX 4096

static int connect_datagrams(struct sock *s, const struct sock_addr *a)
{
	struct sock *to;
	int rc;

	if (a->family == AF_UNSPEC) {
		s->is_connected = false;
		s->remote.len = 0;
		return 0;
	}
	to = sock_find(s, a, &rc);
	/* a network does not tell who is there */
	if (!to && (s->family == AF_UNIX || rc != -ECONNREFUSED))
		return rc;
	if (s->family == AF_INET)
		rc = sock_autobind(s);
	else
		rc = 0;
	if (rc)
		return rc;
	s->remote = *a;
	s->is_connected = true;
	return 0;
}

/* The listener's end of a new connection */
static int make_pending(struct sock *listener, struct sock *s)
{
	struct sock *server, **at = &listener->pending;
	int rc = sock_create(s->family, s->type, 0, &server);

	if (rc)
		return rc;
	server->local = listener->local;
	sock_pair(s, server);
	while (*at)
		at = &(*at)->next_pending;
	*at = server;
	listener->pending_count++;
	uk_pollq_wake(&listener->file.pollq);
	return 0;
}

/* Whether it may be tried again after a wait: nobody else keeps the listener */
static int wait_for_backlog(struct sock *s, struct sock *listener,
			    bool is_nonblocking)
{
	int rc;

	if (is_nonblocking)
		return -EAGAIN;
	uk_file_get(&listener->file);
	rc = sock_wait(listener, sock_deadline(s->send_timeout));
	uk_file_put(&listener->file);
	return rc;
}

static int connect_stream(struct sock *s, const struct sock_addr *a,
			  bool is_nonblocking)
{
	struct sock *listener;
	int rc;

	if (s->is_connected)
		return -EISCONN;
	if (s->is_listening)
		return -EINVAL;
	for (;;) {
		listener = sock_find(s, a, &rc);
		if (!listener)
			return rc;
		if (!listener->is_listening)
			return -ECONNREFUSED;
		if (listener->pending_count <= listener->backlog)
			break;
		rc = wait_for_backlog(s, listener, is_nonblocking);
		if (rc)
			return rc;
	}
	if (s->family == AF_INET)
		rc = sock_autobind(s);
	if (!rc)
		rc = make_pending(listener, s);
	if (!rc)
		s->remote = *a;
	return rc;
}

int sock_connect(struct sock *s, const struct sock_addr *a, bool is_nonblocking)
{
	if (!is_stream(s))
		return connect_datagrams(s, a);
	if (a->family != s->family)
		return -EAFNOSUPPORT;
	return connect_stream(s, a, is_nonblocking);
}

int sock_listen(struct sock *s, int backlog)
{
	int rc;

	if (!is_stream(s))
		return -EOPNOTSUPP;
	if (s->is_connected)
		return -EINVAL;
	if (!s->is_bound && s->family == AF_UNIX)
		return -EINVAL;
	rc = sock_autobind(s);
	if (rc)
		return rc;
	s->is_listening = true;
	s->backlog = (unsigned int)MIN(MAX(backlog, 0), BACKLOG_MAX);
	return 0;
}

int sock_accept(struct sock *s, bool is_nonblocking, struct sock **accepted)
{
	__nsec deadline = sock_deadline(s->receive_timeout);
	int rc;

	if (!is_stream(s))
		return -EOPNOTSUPP;
	while (!s->pending) {
		if (!s->is_listening)
			return -EINVAL;
		if (is_nonblocking)
			return -EAGAIN;
		rc = sock_wait(s, deadline);
		if (rc)
			return rc;
	}
	*accepted = s->pending;
	s->pending = (*accepted)->next_pending;
	s->pending_count--;
	uk_pollq_wake(&s->file.pollq);
	return 0;
}

int sock_shutdown(struct sock *s, int how)
{
	if (how < SHUT_RD || how > SHUT_RDWR)
		return -EINVAL;
	if (!s->is_connected && !s->is_listening)
		return -ENOTCONN;
	if (how != SHUT_WR)
		s->is_read_shut = true;
	if (how != SHUT_RD)
		s->is_write_shut = true;
	if (s->is_listening && how != SHUT_WR)
		s->is_listening = false;
	uk_pollq_wake(&s->file.pollq);
	if (s->peer)
		uk_pollq_wake(&s->peer->file.pollq);
	return 0;
}

void sock_disconnect(struct sock *s)
{
	struct sock *next;

	if (s->peer) {
		/* what was sent and not read is lost: the sender is told */
		if (s->first && s->family == AF_INET)
			s->peer->error = ECONNRESET;
		s->peer->peer = NULL;
		uk_pollq_wake(&s->peer->file.pollq);
		s->peer = NULL;
	}
	s->is_listening = false;
	for (struct sock *p = s->pending; p; p = next) {
		next = p->next_pending;
		sock_disconnect(p);
		uk_file_put(&p->file);
	}
	s->pending = NULL;
	uk_pollq_wake(&s->file.pollq);
}
