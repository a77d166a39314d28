/* SPDX-License-Identifier: BSD-3-Clause */
/* Between the files of posix-mqueue. Under the lock of the system calls. */
#ifndef __POSIX_MQUEUE_MQUEUE_H__
#define __POSIX_MQUEUE_MQUEUE_H__

#include <uk/essentials.h>
#include <uk/fdtab.h>
#include <uk/process.h>

#define MQ_NAME_MAX 255
/** Linux: what a thread that waits for a message finds in its socket */
#define MQ_COOKIE_LEN 32

/** struct mq_attr */
struct mq_attr {
	long flags, max_count, max_size, count, reserved[4];
};

struct mq_message {
	struct mq_message *next;
	unsigned int priority;
	__sz len;
	char bytes[];
};

/** Whom the next message to the empty queue is told, once (mq_notify()) */
struct mq_listener {
	struct posix_process *process; /* NULL: nobody */
	int signo;		       /* 0: it only keeps others out */
	__u64 value;
	struct uk_ofile *socket; /* of SIGEV_THREAD, a reference, or NULL */
	__u8 cookie[MQ_COOKIE_LEN];
};

struct mqueue {
	struct uk_file file;
	struct mqueue *next;	   /* with a name; each holds a reference */
	struct mq_message *first;  /* the one to be received next */
	long count, max_count;
	__sz max_size;
	unsigned int receivers;	   /* threads that wait for a message */
	struct mq_listener listener;
	char name[MQ_NAME_MAX + 1];
};

static inline struct mqueue *mq_of(const struct uk_ofile *of)
{
	return __containerof(of->file, struct mqueue, file);
}

/** @return the open queue, with a reference for the caller; NULL: EBADF */
struct uk_ofile *mq_get(int fd);

void mq_free_messages(struct mqueue *q);

/** A message came to the empty queue that nobody waits for */
void mq_tell_listener(struct mqueue *q);

/** Nobody is told of anything any more; the listener's thread learns it */
void mq_remove_listener(struct mqueue *q);

/** A descriptor is closed: its process does not listen any more */
void mq_forget_listener(struct uk_ofile *of);

#endif /* __POSIX_MQUEUE_MQUEUE_H__ */
