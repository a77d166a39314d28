/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Message queues by name, and their attributes. POSIX.1-2017 mq_open(),
 * mq_unlink(), mq_getattr(), mq_setattr(); limits of Linux mq_overview(7).
 */
#include <errno.h>
#include <string.h>
#include <uk/alloc.h>
#include <uk/process_files.h>
#include <uk/program.h>
#include <uk/rlimit.h>
#include <uk/syscall.h>
#include <uk/useraccess.h>
#include <uk/user.h>
#include <uk/vfscore.h>

#include "mqueue.h"

#define MAX_COUNT 10
#define MAX_SIZE 8192
/* What the kernel of the limit keeps for each message that may come */
#define MESSAGE_OVERHEAD 96

/* All that have a name */
static struct mqueue *named;
/* Counted against the limit of the process, unlinked ones included */
static __u64 total_bytes;

static __u64 bytes_of(long max_count, __sz max_size)
{
	return (__u64)max_count * (max_size + MESSAGE_OVERHEAD);
}

static unsigned int poll_queue(struct uk_ofile *of)
{
	const struct mqueue *q = mq_of(of);

	return (q->count ? POLLIN | POLLRDNORM : 0) |
	       (q->count < q->max_count ? POLLOUT | POLLWRNORM : 0);
}

static void destroy(struct uk_file *f)
{
	struct mqueue *q = __containerof(f, struct mqueue, file);

	mq_remove_listener(q);
	mq_free_messages(q);
	total_bytes -= bytes_of(q->max_count, q->max_size);
	uk_free(uk_alloc_get_default(), q);
}

static const struct uk_file_ops ops = {
	.poll = poll_queue,
	.release = mq_forget_listener,
	.destroy = destroy,
};

struct uk_ofile *mq_get(int fd)
{
	struct uk_ofile *of = uk_fdtab_get(fd);

	if (!of || of->file->ops == &ops)
		return of;
	uk_ofile_put(of);
	return NULL;
}

static int read_name(char *name, const char *user)
{
	long len = uk_copy_string_from_user(name, user, MQ_NAME_MAX + 1);

	if (len < 0)
		return (int)len;
	if (!len)
		return -ENOENT;
	return strchr(name, '/') || !strcmp(name, ".") || !strcmp(name, "..")
		       ? -EACCES
		       : 0;
}

/* Where the queue of a name is linked in; the end of the list if there is none */
static struct mqueue **find(const char *name)
{
	struct mqueue **link = &named;

	while (*link && strcmp((*link)->name, name))
		link = &(*link)->next;
	return link;
}

static int create(const char *name, __u32 mode, const struct mq_attr *attr,
		  struct mqueue **link)
{
	struct mqueue *q;

	if (attr->max_count <= 0 || attr->max_count > MAX_COUNT ||
	    attr->max_size <= 0 || attr->max_size > MAX_SIZE)
		return -EINVAL;
	if (total_bytes + bytes_of(attr->max_count, (__sz)attr->max_size) >
	    uk_rlimit_cur(UK_RLIMIT_MSGQUEUE))
		return -EMFILE;
	q = uk_zalloc(uk_alloc_get_default(), sizeof(*q));
	if (!q)
		return -ENOMEM;
	uk_file_init(&q->file, &ops, S_IFREG | (mode & 0777));
	q->file.attr.uid = uk_credentials()->uid.fs;
	q->file.attr.gid = uk_credentials()->gid.fs;
	q->max_count = attr->max_count;
	q->max_size = (__sz)attr->max_size;
	strcpy(q->name, name);
	total_bytes += bytes_of(q->max_count, q->max_size);
	*link = q;
	return 0;
}

static int check_access(struct uk_file *f, int flags)
{
	static const int wanted[] = {[O_RDONLY] = R_OK, [O_WRONLY] = W_OK,
				     [O_RDWR] = R_OK | W_OK};

	if ((flags & O_ACCMODE) == O_ACCMODE)
		return -EINVAL;
	return uk_file_permission(f, wanted[flags & O_ACCMODE]);
}

static int find_or_create(const char *name, int flags, __u32 mode,
			  const struct mq_attr *attr, struct mqueue **q)
{
	struct mqueue **link = find(name);
	int rc;

	if (!*link) {
		rc = flags & O_CREAT ? create(name, mode, attr, link) : -ENOENT;
	} else if (flags & O_CREAT && flags & O_EXCL) {
		rc = -EEXIST;
	} else {
		rc = check_access(&(*link)->file, flags);
	}
	*q = *link;
	return rc;
}

UK_SYSCALL_R_DEFINE(int, mq_open, const char *, user_name, int, flags, __u32,
		    mode, const struct mq_attr *, user_attr)
{
	struct mq_attr attr = {.max_count = MAX_COUNT, .max_size = MAX_SIZE};
	char name[MQ_NAME_MAX + 1];
	struct uk_ofile *of;
	struct mqueue *q;
	int rc;

	if (flags & O_CREAT && user_attr &&
	    uk_copy_from_user(&attr, user_attr, sizeof(attr)))
		return -EFAULT;
	rc = read_name(name, user_name);
	if (!rc)
		rc = find_or_create(name, flags, mode & ~uk_process_umask(),
				    &attr, &q);
	if (rc)
		return rc;
	uk_file_get(&q->file);
	rc = uk_ofile_create(&q->file, flags & (O_ACCMODE | O_NONBLOCK), &of);
	return rc ? rc : uk_fdtab_install_new(of, FD_CLOEXEC);
}

static void unlink(struct mqueue **link)
{
	struct mqueue *q = *link;

	*link = q->next;
	uk_file_put(&q->file);
}

UK_SYSCALL_R_DEFINE(int, mq_unlink, const char *, user_name)
{
	char name[MQ_NAME_MAX + 1];
	int rc = read_name(name, user_name);
	struct mqueue **link;

	if (rc)
		return rc;
	link = find(name);
	if (!*link)
		return -ENOENT;
	rc = uk_file_owned(&(*link)->file);
	if (!rc)
		unlink(link);
	return rc;
}

static int exchange(struct uk_ofile *of, const struct mq_attr *new_attr,
		    struct mq_attr *old)
{
	const struct mqueue *q = mq_of(of);

	*old = (struct mq_attr){
		.flags = of->flags & O_NONBLOCK,
		.max_count = q->max_count,
		.max_size = (long)q->max_size,
		.count = q->count,
	};
	if (!new_attr)
		return 0;
	if (new_attr->flags & ~(long)O_NONBLOCK)
		return -EINVAL;
	of->flags = (of->flags & ~(unsigned int)O_NONBLOCK) |
		    (unsigned int)new_attr->flags;
	return 0;
}

UK_SYSCALL_R_DEFINE(int, mq_getsetattr, int, fd, const struct mq_attr *,
		    user_new, struct mq_attr *, user_old)
{
	struct mq_attr new_attr, old;
	struct uk_ofile *of;
	int rc;

	if (user_new && uk_copy_from_user(&new_attr, user_new, sizeof(new_attr)))
		return -EFAULT;
	of = mq_get(fd);
	if (!of)
		return -EBADF;
	rc = exchange(of, user_new ? &new_attr : NULL, &old);
	uk_ofile_put(of);
	if (rc || !user_old)
		return rc;
	return uk_copy_to_user(user_old, &old, sizeof(old));
}

static void clean_up(void)
{
	while (named)
		unlink(&named);
}

UK_PROGRAM_HOOKS(NULL, clean_up, 5);
