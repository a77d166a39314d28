/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * POSIX.1-2017 setsockopt(), getsockopt(); numbers of Linux socket(7).
 */
#include <errno.h>
#include <string.h>
#include <uk/syscall.h>
#include <uk/useraccess.h>

#include "socket.h"

#define SOL_SOCKET 1
#define IPPROTO_IP 0
#define IPPROTO_TCP 6

enum socket_option {
	SO_REUSEADDR = 2,
	SO_TYPE = 3,
	SO_ERROR = 4,
	SO_BROADCAST = 6,
	SO_SNDBUF = 7,
	SO_RCVBUF = 8,
	SO_KEEPALIVE = 9,
	SO_OOBINLINE = 10,
	SO_LINGER = 13,
	SO_REUSEPORT = 15,
	SO_RCVLOWAT = 18,
	SO_RCVTIMEO = 20,
	SO_SNDTIMEO = 21,
	SO_ACCEPTCONN = 30,
	SO_PROTOCOL = 38,
	SO_DOMAIN = 39,
};

struct timeval {
	__s64 sec, usec;
};

#define USEC_PER_SEC 1000000L
#define NSEC_PER_USEC 1000L
#define TIMEOUT_MAX_SEC 1000000000L

static int set_timeout(__s64 *timeout, const void *user, unsigned int len)
{
	struct timeval tv;

	if (len < sizeof(tv))
		return -EINVAL;
	if (uk_copy_from_user(&tv, user, sizeof(tv)))
		return -EFAULT;
	if (tv.usec < 0 || tv.usec >= USEC_PER_SEC)
		return -EDOM;
	if (tv.sec < 0)
		tv = (struct timeval){0, 1};
	*timeout = MIN(tv.sec, TIMEOUT_MAX_SEC) *
			   (__s64)UKARCH_NSEC_PER_SEC +
		   tv.usec * NSEC_PER_USEC;
	return 0;
}

static bool is_kept(int level, int option)
{
	if (level == IPPROTO_TCP || level == IPPROTO_IP)
		return option > 0 && option < 32;
	switch (option) {
	case SO_REUSEADDR:
	case SO_BROADCAST:
	case SO_SNDBUF:
	case SO_RCVBUF:
	case SO_KEEPALIVE:
	case SO_OOBINLINE:
	case SO_REUSEPORT:
	case SO_RCVLOWAT:
		return true;
	default:
		return false;
	}
}

int sock_set_option(struct sock *s, int level, int option, const void *user,
		    unsigned int len)
{
	int value;

	if (level == SOL_SOCKET && option == SO_RCVTIMEO)
		return set_timeout(&s->receive_timeout, user, len);
	if (level == SOL_SOCKET && option == SO_SNDTIMEO)
		return set_timeout(&s->send_timeout, user, len);
	if (level == SOL_SOCKET && option == SO_LINGER)
		return len < 2 * sizeof(int) ? -EINVAL : 0;
	if (!is_kept(level, option))
		return -ENOPROTOOPT;
	if (len < sizeof(value))
		return -EINVAL;
	if (uk_copy_from_user(&value, user, sizeof(value)))
		return -EFAULT;
	/* socket(7): the kernel doubles sizes, and says so */
	if (level == SOL_SOCKET && (option == SO_SNDBUF || option == SO_RCVBUF))
		value = MIN(MAX(value, 2304), SOCKET_BUFFER) * 2;
	if (level == SOL_SOCKET)
		s->flags[option] = value;
	return 0;
}

static int value_of(struct sock *s, int option, int *value)
{
	switch (option) {
	case SO_TYPE:
		*value = s->type;
		return 0;
	case SO_ERROR:
		*value = s->error;
		s->error = 0;
		return 0;
	case SO_ACCEPTCONN:
		*value = s->is_listening;
		return 0;
	case SO_DOMAIN:
		*value = s->family;
		return 0;
	case SO_PROTOCOL:
		*value = s->family == AF_UNIX ? 0 : is_stream(s) ? 6 : 17;
		return 0;
	case SO_SNDBUF:
	case SO_RCVBUF:
		*value = s->flags[option] ? s->flags[option] : SOCKET_BUFFER;
		return 0;
	default:
		*value = is_kept(SOL_SOCKET, option) ? s->flags[option] : 0;
		return is_kept(SOL_SOCKET, option) ? 0 : -ENOPROTOOPT;
	}
}

static int put_option(const void *value, unsigned int size, void *user,
		      unsigned int *user_len)
{
	int len;

	if (uk_copy_from_user(&len, user_len, sizeof(len)))
		return -EFAULT;
	if (len < 0)
		return -EINVAL;
	size = MIN(size, (unsigned int)len);
	if (uk_copy_to_user(user, value, size) ||
	    uk_copy_to_user(user_len, &size, sizeof(size)))
		return -EFAULT;
	return 0;
}

int sock_get_option(struct sock *s, int level, int option, void *user,
		    unsigned int *user_len)
{
	__s64 timeout = option == SO_RCVTIMEO ? s->receive_timeout
					      : s->send_timeout;
	const struct timeval tv = {
		timeout / (__s64)UKARCH_NSEC_PER_SEC,
		timeout % (__s64)UKARCH_NSEC_PER_SEC / NSEC_PER_USEC,
	};
	const int linger[2] = {0, 0};
	int value = 0, rc;

	if (level != SOL_SOCKET)
		return is_kept(level, option)
			       ? put_option(&value, sizeof(value), user,
					    user_len)
			       : -ENOPROTOOPT;
	if (option == SO_RCVTIMEO || option == SO_SNDTIMEO)
		return put_option(&tv, sizeof(tv), user, user_len);
	if (option == SO_LINGER)
		return put_option(linger, sizeof(linger), user, user_len);
	rc = value_of(s, option, &value);
	return rc ? rc : put_option(&value, sizeof(value), user, user_len);
}

UK_SYSCALL_R_DEFINE(int, setsockopt, int, fd, int, level, int, option,
		    const void *, value, unsigned int, len)
{
	struct uk_ofile *of;
	struct sock *s;
	int rc = sock_get(fd, &of, &s);

	if (rc)
		return rc;
	rc = sock_set_option(s, level, option, value, len);
	uk_ofile_put(of);
	return rc;
}

UK_SYSCALL_R_DEFINE(int, getsockopt, int, fd, int, level, int, option, void *,
		    value, unsigned int *, len)
{
	struct uk_ofile *of;
	struct sock *s;
	int rc = sock_get(fd, &of, &s);

	if (rc)
		return rc;
	rc = sock_get_option(s, level, option, value, len);
	uk_ofile_put(of);
	return rc;
}
