/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Messages, the most urgent first, of one priority in the order in which they were
 * sent. POSIX.1-2017 mq_send(), mq_receive() and their timed forms.
 */
#include <errno.h>
#include <uk/alloc.h>
#include <uk/syscall.h>
#include <uk/useraccess.h>

#include "deadline.h"
#include "mqueue.h"

#define PRIORITY_COUNT 32768

/* What both directions are asked for */
struct transfer {
	void *user;
	__sz len;
	__nsec deadline; /* 0: none */
};

void mq_free_messages(struct mqueue *q)
{
	struct mq_message *m;

	while ((m = q->first)) {
		q->first = m->next;
		uk_free(uk_alloc_get_default(), m);
	}
}

static void insert(struct mqueue *q, struct mq_message *m)
{
	struct mq_message **link = &q->first;

	while (*link && (*link)->priority >= m->priority)
		link = &(*link)->next;
	m->next = *link;
	*link = m;
	q->count++;
	if (q->count == 1 && !q->receivers)
		mq_tell_listener(q);
	uk_pollq_wake(&q->file.pollq);
}

static int wait_for_room(struct uk_ofile *of, __nsec deadline)
{
	struct mqueue *q = mq_of(of);
	int rc = 0;

	while (!rc && q->count == q->max_count)
		rc = of->flags & O_NONBLOCK
			     ? -EAGAIN
			     : uk_pollq_wait(&q->file.pollq, deadline);
	return rc;
}

static int wait_for_message(struct uk_ofile *of, __nsec deadline)
{
	struct mqueue *q = mq_of(of);
	int rc = 0;

	q->receivers++;
	while (!rc && !q->first)
		rc = of->flags & O_NONBLOCK
			     ? -EAGAIN
			     : uk_pollq_wait(&q->file.pollq, deadline);
	q->receivers--;
	return rc;
}

static int send(struct uk_ofile *of, const struct transfer *t,
		unsigned int priority)
{
	struct uk_alloc *a = uk_alloc_get_default();
	struct mqueue *q = mq_of(of);
	struct mq_message *m;
	int rc;

	if (!uk_ofile_can_write(of))
		return -EBADF;
	if (t->len > q->max_size)
		return -EMSGSIZE;
	m = uk_malloc(a, sizeof(*m) + t->len);
	if (!m)
		return -ENOMEM;
	m->priority = priority;
	m->len = t->len;
	rc = uk_copy_from_user(m->bytes, t->user, t->len);
	if (!rc)
		rc = wait_for_room(of, t->deadline);
	if (rc)
		uk_free(a, m);
	else
		insert(q, m);
	return rc;
}

UK_SYSCALL_R_DEFINE(int, mq_timedsend, int, fd, void *, bytes, __sz, len,
		    unsigned int, priority, const void *, until)
{
	struct transfer t = {.user = bytes, .len = len};
	struct uk_ofile *of;
	int rc = mq_deadline(until, &t.deadline);

	if (rc)
		return rc;
	if (priority >= PRIORITY_COUNT)
		return -EINVAL;
	of = mq_get(fd);
	if (!of)
		return -EBADF;
	rc = send(of, &t, priority);
	uk_ofile_put(of);
	return rc;
}

static long hand_over(const struct mq_message *m, const struct transfer *t,
		      unsigned int *priority)
{
	if (priority &&
	    uk_copy_to_user(priority, &m->priority, sizeof(m->priority)))
		return -EFAULT;
	return uk_copy_to_user(t->user, m->bytes, m->len) ? -EFAULT
							  : (long)m->len;
}

static long receive(struct uk_ofile *of, const struct transfer *t,
		    unsigned int *priority)
{
	struct mqueue *q = mq_of(of);
	struct mq_message *m;
	long rc;

	if (!uk_ofile_can_read(of))
		return -EBADF;
	if (t->len < q->max_size)
		return -EMSGSIZE;
	rc = wait_for_message(of, t->deadline);
	if (rc)
		return rc;
	m = q->first;
	q->first = m->next;
	q->count--;
	uk_pollq_wake(&q->file.pollq);
	rc = hand_over(m, t, priority);
	uk_free(uk_alloc_get_default(), m);
	return rc;
}

UK_SYSCALL_R_DEFINE(long, mq_timedreceive, int, fd, void *, bytes, __sz, len,
		    unsigned int *, priority, const void *, until)
{
	struct transfer t = {.user = bytes, .len = len};
	struct uk_ofile *of;
	long rc = mq_deadline(until, &t.deadline);

	if (rc)
		return rc;
	of = mq_get(fd);
	if (!of)
		return -EBADF;
	rc = receive(of, &t, priority);
	uk_ofile_put(of);
	return rc;
}
