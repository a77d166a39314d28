/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Being told of a message. POSIX.1-2017 mq_notify(): one process at a time, once,
 * when the queue was empty and nobody waits for the message.
 */
#include <errno.h>
#include <uk/signal.h>
#include <uk/socket.h>
#include <uk/syscall.h>
#include <uk/user.h>
#include <uk/useraccess.h>

#include "mqueue.h"

#define SIGEV_SIGNAL 0
#define SIGEV_NONE 1
#define SIGEV_THREAD 2
#define SI_MESGQ (-3)

/* Last byte of the cookie */
#define TOLD_MESSAGE 1
#define TOLD_REMOVAL 2

/* The beginning of struct sigevent. SIGEV_THREAD is between the C library and the
 * kernel: `signo` is a socket and `value` the address of a cookie, which its
 * thread gets back there
 */
struct event {
	__u64 value;
	int signo, notify;
};

static void tell_thread(struct mq_listener *told, __u8 what)
{
	if (!told->socket)
		return;
	told->cookie[MQ_COOKIE_LEN - 1] = what;
	uk_socket_tell(told->socket, told->cookie, MQ_COOKIE_LEN);
	uk_ofile_put(told->socket);
}

void mq_tell_listener(struct mqueue *q)
{
	struct mq_listener told = q->listener;
	struct uk_siginfo info = {
		.signo = told.signo,
		.code = SI_MESGQ,
		.from = {.value = told.value, .uid = uk_credentials()->uid.real},
	};

	q->listener = (struct mq_listener){0};
	tell_thread(&told, TOLD_MESSAGE);
	if (!told.process || !told.signo)
		return;
	info.from.pid = told.process->pid;
	/* A queue of signals that is full loses it, as it would on Linux */
	(void)uk_signal_send_process(told.process, &info);
}

void mq_remove_listener(struct mqueue *q)
{
	struct mq_listener told = q->listener;

	q->listener = (struct mq_listener){0};
	tell_thread(&told, TOLD_REMOVAL);
}

void mq_forget_listener(struct uk_ofile *of)
{
	struct mqueue *q = mq_of(of);

	if (q->listener.process == posix_process_current())
		mq_remove_listener(q);
}

static int take_thread(struct mq_listener *l, const struct event *event)
{
	if (uk_copy_from_user(l->cookie, (const void *)event->value,
			      MQ_COOKIE_LEN))
		return -EFAULT;
	return uk_socket_listener(event->signo, &l->socket);
}

static int take_event(struct mq_listener *l, const struct event *event)
{
	l->process = posix_process_current();
	switch (event->notify) {
	case SIGEV_NONE:
		return 0;
	case SIGEV_THREAD:
		return take_thread(l, event);
	case SIGEV_SIGNAL:
		l->signo = event->signo;
		l->value = event->value;
		return l->signo < 1 || l->signo > UK_SIGNAL_COUNT ? -EINVAL : 0;
	default:
		return -EINVAL;
	}
}

static int listen(struct uk_ofile *of, const struct event *event)
{
	struct mq_listener l = {0};
	struct mqueue *q = mq_of(of);
	int rc;

	if (!event) {
		mq_forget_listener(of);
		return 0;
	}
	rc = take_event(&l, event);
	if (!rc && q->listener.process) {
		uk_ofile_put(l.socket);
		rc = -EBUSY;
	}
	if (!rc)
		q->listener = l;
	return rc;
}

UK_SYSCALL_R_DEFINE(int, mq_notify, int, fd, const struct event *, user)
{
	struct event event;
	struct uk_ofile *of;
	int rc;

	if (user && uk_copy_from_user(&event, user, sizeof(event)))
		return -EFAULT;
	of = mq_get(fd);
	if (!of)
		return -EBADF;
	rc = listen(of, user ? &event : NULL);
	uk_ofile_put(of);
	return rc;
}
