/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Being told of a message. POSIX.1-2017 mq_notify(): one process at a time, once,
 * when the queue was empty and nobody waits for the message.
 */
#include <errno.h>
#include <uk/signal.h>
#include <uk/syscall.h>
#include <uk/user.h>
#include <uk/useraccess.h>

#include "mqueue.h"

#define SIGEV_SIGNAL 0
#define SIGEV_NONE 1
#define SI_MESGQ (-3)

/* The beginning of struct sigevent */
struct event {
	__u64 value;
	int signo, notify;
};

void mq_tell_listener(struct mqueue *q)
{
	struct mq_listener told = q->listener;
	struct uk_siginfo info = {
		.signo = told.signo,
		.code = SI_MESGQ,
		.from = {.value = told.value, .uid = uk_credentials()->uid.real},
	};

	q->listener = (struct mq_listener){0};
	if (!told.process || !told.signo)
		return;
	info.from.pid = told.process->pid;
	/* A queue of signals that is full loses it, as it would on Linux */
	(void)uk_signal_send_process(told.process, &info);
}

void mq_forget_listener(struct uk_ofile *of)
{
	struct mqueue *q = mq_of(of);

	if (q->listener.process == posix_process_current())
		q->listener = (struct mq_listener){0};
}

static int listen(struct uk_ofile *of, const struct event *event)
{
	struct mqueue *q = mq_of(of);

	if (!event) {
		mq_forget_listener(of);
		return 0;
	}
	if (event->notify != SIGEV_SIGNAL && event->notify != SIGEV_NONE)
		return -EINVAL;
	if (event->notify == SIGEV_SIGNAL &&
	    (event->signo < 1 || event->signo > UK_SIGNAL_COUNT))
		return -EINVAL;
	if (q->listener.process)
		return -EBUSY;
	q->listener = (struct mq_listener){
		.process = posix_process_current(),
		.signo = event->notify == SIGEV_SIGNAL ? event->signo : 0,
		.value = event->value,
	};
	return 0;
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
