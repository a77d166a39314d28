/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * POSIX.1-2017 sendto(), recvfrom(), sendmsg(), recvmsg(). Ancillary data is not
 * carried: sending it is an error, none is received.
 */
#include <errno.h>
#include <uk/alloc.h>
#include <uk/syscall.h>
#include <uk/useraccess.h>

#include "socket.h"

struct msghdr {
	void *name;
	unsigned int name_len;
	struct uk_iovec *iov;
	size_t iov_len;
	void *control;
	size_t control_len;
	int flags;
};

_Static_assert(sizeof(struct msghdr) == 56, "Linux ABI");

static long send_pieces(int fd, const struct uk_iovec *iov, unsigned int count,
			const void *name, unsigned int name_len, int flags)
{
	struct sock_addr to;
	struct uk_ofile *of;
	struct sock *s;
	struct uk_io io;
	long rc = sock_get(fd, &of, &s);

	if (rc)
		return rc;
	if (name && name_len)
		rc = addr_get(s, name, name_len, &to);
	uk_io_init(&io, iov, count);
	if (!rc)
		rc = sock_send(s, &io, name && name_len ? &to : NULL, flags,
			       of->flags & O_NONBLOCK);
	uk_ofile_put(of);
	return rc;
}

static long receive_pieces(int fd, const struct uk_iovec *iov,
			   unsigned int count, int flags,
			   struct sock_addr *from, int *out_flags)
{
	struct uk_ofile *of;
	struct sock *s;
	struct uk_io io;
	long rc = sock_get(fd, &of, &s);

	if (rc)
		return rc;
	uk_io_init(&io, iov, count);
	rc = sock_receive(s, &io, flags, of->flags & O_NONBLOCK, from,
			  out_flags);
	uk_ofile_put(of);
	return rc;
}

UK_SYSCALL_R_DEFINE(long, sendto, int, fd, const void *, buf, size_t, len, int,
		    flags, const void *, name, unsigned int, name_len)
{
	const struct uk_iovec iov = {(void *)(__uptr)buf, len};

	return send_pieces(fd, &iov, 1, name, name_len, flags);
}

UK_SYSCALL_R_DEFINE(long, recvfrom, int, fd, void *, buf, size_t, len, int,
		    flags, void *, name, unsigned int *, name_len)
{
	const struct uk_iovec iov = {buf, len};
	struct sock_addr from = {.len = 0};
	long rc = receive_pieces(fd, &iov, 1, flags, &from, NULL);

	if (rc >= 0 && name && addr_put(&from, name, name_len))
		return -EFAULT;
	return rc;
}

/* @return 0; *h and *iov, which is to be freed */
static int take_header(const struct msghdr *user, struct msghdr *h,
		       struct uk_iovec **iov)
{
	struct uk_alloc *a = uk_alloc_get_default();
	size_t size;

	if (uk_copy_from_user(h, user, sizeof(*h)))
		return -EFAULT;
	if (h->iov_len > UK_IOV_MAX)
		return -EMSGSIZE;
	size = h->iov_len * sizeof(**iov);
	*iov = uk_malloc(a, MAX(size, sizeof(**iov)));
	if (!*iov)
		return -ENOMEM;
	if (!uk_copy_from_user(*iov, h->iov, size))
		return 0;
	uk_free(a, *iov);
	return -EFAULT;
}

UK_SYSCALL_R_DEFINE(long, sendmsg, int, fd, const struct msghdr *, msg, int,
		    flags)
{
	struct uk_iovec *iov;
	struct msghdr h;
	long rc = take_header(msg, &h, &iov);

	if (rc)
		return rc;
	rc = -EOPNOTSUPP;
	if (!h.control || !h.control_len)
		rc = send_pieces(fd, iov, (unsigned int)h.iov_len, h.name,
				 h.name_len, flags);
	uk_free(uk_alloc_get_default(), iov);
	return rc;
}

UK_SYSCALL_R_DEFINE(long, recvmsg, int, fd, struct msghdr *, msg, int, flags)
{
	struct sock_addr from = {.len = 0};
	const size_t no_control = 0;
	struct uk_iovec *iov;
	struct msghdr h;
	int out_flags = 0;
	long rc = take_header(msg, &h, &iov);

	if (rc)
		return rc;
	rc = receive_pieces(fd, iov, (unsigned int)h.iov_len, flags, &from,
			    &out_flags);
	uk_free(uk_alloc_get_default(), iov);
	if (rc < 0)
		return rc;
	if ((h.name && addr_put(&from, h.name, &msg->name_len)) ||
	    uk_copy_to_user(&msg->control_len, &no_control,
			    sizeof(no_control)) ||
	    uk_copy_to_user(&msg->flags, &out_flags, sizeof(out_flags)))
		return -EFAULT;
	return rc;
}
