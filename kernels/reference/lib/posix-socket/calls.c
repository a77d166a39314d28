/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * POSIX.1-2017 socket(), socketpair(), bind(), listen(), accept(), connect(),
 * getsockname(), getpeername(), shutdown(); Linux accept4(2).
 */
#include <errno.h>
#include <uk/fdtab.h>
#include <uk/syscall.h>
#include <uk/useraccess.h>

#include "socket.h"

#define TYPE_FLAGS (O_NONBLOCK | O_CLOEXEC)

UK_SYSCALL_R_DEFINE(int, socket, int, family, int, type, int, protocol)
{
	struct sock *s;
	int rc;

	if (type & ~(SOCK_TYPE_MASK | TYPE_FLAGS))
		return -EINVAL;
	rc = sock_create(family, type & SOCK_TYPE_MASK, protocol, &s);
	return rc ? rc : sock_install(s, type & TYPE_FLAGS);
}

static int install_pair(struct sock *a, struct sock *b, int flags, int fds[2])
{
	fds[0] = sock_install(a, flags);
	if (fds[0] < 0) {
		uk_file_put(&b->file);
		return fds[0];
	}
	fds[1] = sock_install(b, flags);
	if (fds[1] < 0)
		uk_fdtab_close(fds[0]);
	return MIN(fds[1], 0);
}

UK_SYSCALL_R_DEFINE(int, socketpair, int, family, int, type, int, protocol,
		    int *, user)
{
	struct sock *a, *b;
	int fds[2], rc;

	if (type & ~(SOCK_TYPE_MASK | TYPE_FLAGS))
		return -EINVAL;
	rc = sock_create(family, type & SOCK_TYPE_MASK, protocol, &a);
	if (rc)
		return rc;
	rc = family == AF_UNIX ? sock_create(family, type & SOCK_TYPE_MASK,
					     protocol, &b)
			       : -EOPNOTSUPP;
	if (rc) {
		uk_file_put(&a->file);
		return rc;
	}
	a->local.len = b->local.len = sizeof(a->local.family);
	a->local.family = b->local.family = AF_UNIX;
	sock_pair(a, b);
	rc = install_pair(a, b, type & TYPE_FLAGS, fds);
	if (!rc && uk_copy_to_user(user, fds, sizeof(fds))) {
		uk_fdtab_close(fds[0]);
		uk_fdtab_close(fds[1]);
		rc = -EFAULT;
	}
	return rc;
}

typedef int (*named_fn_t)(struct sock *s, const struct sock_addr *a,
			  bool is_nonblocking);

/* A call on a socket with an address of the caller */
static int with_address(int fd, const void *user, unsigned int len,
			named_fn_t fn)
{
	struct uk_ofile *of;
	struct sock_addr a;
	struct sock *s;
	int rc = sock_get(fd, &of, &s);

	if (rc)
		return rc;
	rc = addr_get(s, user, len, &a);
	if (!rc)
		rc = fn(s, &a, of->flags & O_NONBLOCK);
	uk_ofile_put(of);
	return rc;
}

static int do_bind(struct sock *s, const struct sock_addr *a,
		   bool is_nonblocking __unused)
{
	return sock_bind(s, a);
}

UK_SYSCALL_R_DEFINE(int, bind, int, fd, const void *, addr, unsigned int, len)
{
	return with_address(fd, addr, len, do_bind);
}

UK_SYSCALL_R_DEFINE(int, connect, int, fd, const void *, addr, unsigned int, len)
{
	return with_address(fd, addr, len, sock_connect);
}

UK_SYSCALL_R_DEFINE(int, listen, int, fd, int, backlog)
{
	struct uk_ofile *of;
	struct sock *s;
	int rc = sock_get(fd, &of, &s);

	if (rc)
		return rc;
	rc = sock_listen(s, backlog);
	uk_ofile_put(of);
	return rc;
}

UK_SYSCALL_R_DEFINE(int, shutdown, int, fd, int, how)
{
	struct uk_ofile *of;
	struct sock *s;
	int rc = sock_get(fd, &of, &s);

	if (rc)
		return rc;
	rc = sock_shutdown(s, how);
	uk_ofile_put(of);
	return rc;
}

static int accept_on(int fd, void *addr, unsigned int *len, int flags)
{
	struct sock *s, *accepted;
	struct sock_addr from;
	struct uk_ofile *of;
	int rc = sock_get(fd, &of, &s);

	if (rc)
		return rc;
	rc = sock_accept(s, of->flags & O_NONBLOCK, &accepted);
	uk_ofile_put(of);
	if (rc)
		return rc;
	from = accepted->remote;
	rc = sock_install(accepted, flags);
	if (rc >= 0 && addr && addr_put(&from, addr, len)) {
		uk_fdtab_close(rc);
		rc = -EFAULT;
	}
	return rc;
}

UK_SYSCALL_R_DEFINE(int, accept4, int, fd, void *, addr, unsigned int *, len,
		    int, flags)
{
	if (flags & ~TYPE_FLAGS)
		return -EINVAL;
	return accept_on(fd, addr, len, flags);
}

UK_SYSCALL_R_DEFINE(int, accept, int, fd, void *, addr, unsigned int *, len)
{
	return accept_on(fd, addr, len, 0);
}

static int tell_name(int fd, void *addr, unsigned int *len, bool is_peer)
{
	struct sock_addr a;
	struct uk_ofile *of;
	struct sock *s;
	int rc = sock_get(fd, &of, &s);

	if (rc)
		return rc;
	a = is_peer ? s->remote : s->local;
	if (is_peer && !s->is_connected)
		rc = -ENOTCONN;
	if (!a.len) {
		a.family = (__u16)s->family;
		a.len = s->family == AF_INET ? 16 : sizeof(a.family);
	}
	if (!rc)
		rc = addr_put(&a, addr, len);
	uk_ofile_put(of);
	return rc;
}

UK_SYSCALL_R_DEFINE(int, getsockname, int, fd, void *, addr, unsigned int *, len)
{
	return tell_name(fd, addr, len, false);
}

UK_SYSCALL_R_DEFINE(int, getpeername, int, fd, void *, addr, unsigned int *, len)
{
	return tell_name(fd, addr, len, true);
}
