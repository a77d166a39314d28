/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What came for a socket: packets in order. A stream's packets are one stream.
 */
#include <errno.h>
#include <uk/alloc.h>

#include "socket.h"

struct packet *packet_take(struct uk_io *io, size_t len, int *rc)
{
	struct packet *p = uk_malloc(uk_alloc_get_default(), sizeof(*p) + len);

	*rc = -ENOBUFS;
	if (!p)
		return NULL;
	*p = (struct packet){.len = len};
	*rc = 0;
	if (uk_io_get(io, p->data, len) == len)
		return p;
	*rc = -EFAULT;
	uk_free(uk_alloc_get_default(), p);
	return NULL;
}

void queue_add(struct sock *s, struct packet *p)
{
	p->next = NULL;
	*s->end = p;
	s->end = &p->next;
	s->used += p->len;
	uk_pollq_wake(&s->file.pollq);
}

static void remove_first(struct sock *s)
{
	struct packet *p = s->first;

	s->used -= p->len;
	s->first = p->next;
	if (!s->first)
		s->end = &s->first;
	uk_free(uk_alloc_get_default(), p);
}

void queue_clear(struct sock *s)
{
	while (s->first)
		remove_first(s);
}

static size_t read_stream(struct sock *s, struct uk_io *io, bool is_peek)
{
	struct packet *p = s->first;
	size_t done = 0, put;

	while (p && io->left) {
		put = uk_io_put(io, p->data + p->at, p->len);
		done += put;
		if (is_peek) {
			p = p->next;
			continue;
		}
		p->at += put;
		p->len -= put;
		s->used -= put;
		if (p->len)
			break;
		remove_first(s);
		p = s->first;
	}
	return done;
}

size_t queue_read(struct sock *s, struct uk_io *io, bool is_peek,
		  struct sock_addr *from, size_t *whole)
{
	struct packet *p = s->first;
	size_t done;

	*from = p->from;
	*whole = p->len;
	if (s->type == SOCK_STREAM) {
		done = read_stream(s, io, is_peek);
	} else {
		done = uk_io_put(io, p->data, p->len);
		if (!is_peek)
			remove_first(s);
	}
	/* there is room again: connected senders wait at their own end */
	uk_pollq_wake(&s->file.pollq);
	if (s->peer)
		uk_pollq_wake(&s->peer->file.pollq);
	return done;
}
