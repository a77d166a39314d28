/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Names of sockets: struct sockaddr_un (unix(7)), struct sockaddr_in (ip(7)).
 */
#include <errno.h>
#include <string.h>
#include <uk/useraccess.h>
#include <uk/vfscore.h>

#include "socket.h"

#define IN_LEN 16U
#define PATH_OFFSET 2U
#define UN_LEN_MAX (PATH_OFFSET + 108U)
#define PORT_EPHEMERAL 32768
#define PORT_COUNT 28232

static struct sock *bound;

static unsigned int port_of(const struct sock_addr *a)
{
	return (unsigned int)a->in.port[0] << 8 | a->in.port[1];
}

static void set_port(struct sock_addr *a, unsigned int port)
{
	a->in.port[0] = (__u8)(port >> 8);
	a->in.port[1] = (__u8)port;
}

static __u32 host_of(const struct sock_addr *a)
{
	return (__u32)a->in.addr[0] << 24 | (__u32)a->in.addr[1] << 16 |
	       (__u32)a->in.addr[2] << 8 | a->in.addr[3];
}

static bool is_here(__u32 host)
{
	return host >> 24 == INADDR_LOOPBACK >> 24;
}

int addr_get(const struct sock *s, const void *user, unsigned int len,
	     struct sock_addr *a)
{
	memset(a, 0, sizeof(*a));
	if (len < sizeof(a->family) || len > sizeof(a->bytes))
		return -EINVAL;
	if (uk_copy_from_user(a->bytes, user, len))
		return -EFAULT;
	a->len = len;
	/* the kernel alone sends to these, and they to nobody */
	if (s->family == AF_NETLINK)
		return -EOPNOTSUPP;
	if (a->family == AF_UNSPEC)
		return 0;
	if (a->family != s->family)
		return s->family == AF_UNIX ? -EINVAL : -EAFNOSUPPORT;
	if (s->family == AF_INET) {
		a->len = IN_LEN;
		return len < IN_LEN ? -EINVAL : 0;
	}
	return len > UN_LEN_MAX ? -EINVAL : 0;
}

int addr_put(const struct sock_addr *a, void *user, unsigned int *user_len)
{
	int cap;

	if (uk_copy_from_user(&cap, user_len, sizeof(cap)))
		return -EFAULT;
	if (cap < 0)
		return -EINVAL;
	if (uk_copy_to_user(user, a->bytes, MIN((unsigned int)cap, a->len)) ||
	    uk_copy_to_user(user_len, &a->len, sizeof(a->len)))
		return -EFAULT;
	return 0;
}

static bool is_named_alike(const struct sock *s, const struct sock_addr *a)
{
	if (s->family == AF_UNIX)
		return s->local.len == a->len &&
		       !memcmp(s->local.bytes, a->bytes, a->len);
	return port_of(&s->local) == port_of(a) &&
	       (!host_of(&s->local) || !host_of(a) ||
		host_of(&s->local) == host_of(a));
}

static struct sock *find_bound(const struct sock *s, const struct sock_addr *a)
{
	for (struct sock *b = bound; b; b = b->next_bound) {
		if (b->family == s->family && b->type == s->type && !b->node &&
		    is_named_alike(b, a))
			return b;
	}
	return NULL;
}

static void add_bound(struct sock *s)
{
	s->is_bound = true;
	s->next_bound = bound;
	bound = s;
}

/* A path that is not terminated ends with the address; without path the name is
 * one of the system's
 */
static bool is_path(const struct sock_addr *a)
{
	return a->len > PATH_OFFSET && a->un.path[0];
}

static void path_of(const struct sock_addr *a, char path[UN_LEN_MAX + 1])
{
	strlcpy(path, a->un.path, MIN(a->len - PATH_OFFSET, 108U) + 1);
}

static int bind_path(struct sock *s, const struct sock_addr *a)
{
	char path[UN_LEN_MAX + 1];
	struct uk_path p;
	int rc;

	path_of(a, path);
	rc = uk_path_lookup(AT_FDCWD, path, UK_PATH_CREATE, &p);
	if (rc)
		return rc;
	if (p.file)
		rc = -EADDRINUSE;
	else if (p.last != UK_LAST_NAME || p.is_slash_last)
		rc = -ENOENT;
	else
		rc = uk_dir_writable(p.dir);
	if (!rc && !p.dir->dir_ops->create)
		rc = -EPERM;
	if (!rc)
		rc = p.dir->dir_ops->create(
			p.dir, &p.name,
			S_IFSOCK | (0777 & ~uk_process_umask()), 0, &s->node);
	uk_path_put(&p);
	return rc;
}

static int bind_inet(struct sock *s, const struct sock_addr *a)
{
	if (host_of(a) && !is_here(host_of(a)))
		return -EADDRNOTAVAIL;
	s->local = *a;
	if (!port_of(a))
		return sock_autobind(s);
	return find_bound(s, a) ? -EADDRINUSE : 0;
}

int sock_bind(struct sock *s, const struct sock_addr *a)
{
	int rc;

	if (s->is_bound)
		return -EINVAL;
	if (a->family != s->family)
		return -EAFNOSUPPORT;
	if (s->family == AF_INET)
		rc = bind_inet(s, a);
	else if (a->len == PATH_OFFSET)
		rc = sock_autobind(s);
	else if (is_path(a))
		rc = bind_path(s, a);
	else
		rc = find_bound(s, a) ? -EADDRINUSE : 0;
	if (rc || s->is_bound)
		return rc;
	s->local = *a;
	add_bound(s);
	return 0;
}

static int autobind_inet(struct sock *s)
{
	static unsigned int last;

	s->local.family = AF_INET;
	s->local.len = IN_LEN;
	for (int tries = 0; tries < PORT_COUNT; tries++) {
		last = (last + 1) % PORT_COUNT;
		set_port(&s->local, PORT_EPHEMERAL + last);
		if (find_bound(s, &s->local))
			continue;
		add_bound(s);
		return 0;
	}
	return -EADDRINUSE;
}

int sock_autobind(struct sock *s)
{
	static unsigned int last;

	if (s->is_bound)
		return 0;
	if (s->family == AF_INET)
		return autobind_inet(s);
	/* unix(7), "Autobind feature": a zero byte and five hexadecimal digits */
	s->local.family = AF_UNIX;
	s->local.len = PATH_OFFSET + 6;
	do {
		last++;
		for (int i = 0; i < 5; i++)
			s->local.un.path[1 + i] =
				"0123456789abcdef"[last >> (4 * (4 - i)) & 15];
	} while (find_bound(s, &s->local));
	add_bound(s);
	return 0;
}

void sock_unbind(struct sock *s)
{
	struct sock **at = &bound;

	if (!s->is_bound)
		return;
	while (*at != s)
		at = &(*at)->next_bound;
	*at = s->next_bound;
	s->is_bound = false;
	uk_file_put(s->node);
	s->node = NULL;
}

static struct sock *find_path(const struct sock *s, const struct sock_addr *a,
			      int *rc)
{
	char path[UN_LEN_MAX + 1];
	struct uk_path p;
	struct sock *b;

	path_of(a, path);
	*rc = uk_path_lookup(AT_FDCWD, path, UK_PATH_FOLLOW, &p);
	if (*rc)
		return NULL;
	*rc = uk_file_permission(p.file, W_OK);
	for (b = *rc ? NULL : bound; b && b->node != p.file; b = b->next_bound)
		;
	uk_path_put(&p);
	if (!*rc)
		*rc = !b ? -ECONNREFUSED : b->type != s->type ? -EPROTOTYPE : 0;
	return *rc ? NULL : b;
}

struct sock *sock_find(const struct sock *s, const struct sock_addr *a, int *rc)
{
	struct sock *b;

	if (s->family == AF_UNIX && is_path(a))
		return find_path(s, a, rc);
	*rc = 0;
	if (s->family == AF_INET && host_of(a) && !is_here(host_of(a))) {
		*rc = -ENETUNREACH;
		return NULL;
	}
	b = find_bound(s, a);
	if (!b)
		*rc = -ECONNREFUSED;
	return b;
}
