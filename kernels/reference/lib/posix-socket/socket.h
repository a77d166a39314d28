/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Sockets that talk to sockets of the same machine (POSIX.1-2017 2.10): streams
 * and datagrams, local names (unix(7)) and the loopback network of IPv4 (ip(7),
 * udp(7), tcp(7)). What is sent is put into the receiver's queue at once.
 */
#ifndef __POSIX_SOCKET_H__
#define __POSIX_SOCKET_H__

#include <uk/essentials.h>
#include <uk/file.h>

#define AF_UNSPEC 0
#define AF_UNIX 1
#define AF_INET 2
#define AF_NETLINK 16

#define SOCK_STREAM 1
#define SOCK_DGRAM 2
#define SOCK_RAW 3
#define SOCK_SEQPACKET 5
#define SOCK_TYPE_MASK 0xf

#define MSG_PEEK 0x2
#define MSG_TRUNC 0x20
#define MSG_DONTWAIT 0x40
#define MSG_WAITALL 0x100
#define MSG_NOSIGNAL 0x4000

#define SHUT_RD 0
#define SHUT_WR 1
#define SHUT_RDWR 2

#define INADDR_LOOPBACK 0x7f000001U

/** Room in a receive queue, in bytes: Linux's default */
#define SOCKET_BUFFER 212992
#define UDP_PAYLOAD_MAX 65507UL

/** An address as programs have it: family first, its own layout behind */
struct sock_addr {
	unsigned int len; /* 0: none */
	union {
		__u16 family;
		struct {
			__u16 family;
			__u8 port[2]; /* big endian */
			__u8 addr[4];
			__u8 zero[8];
		} in;
		struct {
			__u16 family;
			char path[108];
		} un;
		char bytes[128]; /* struct sockaddr_storage */
	};
};

struct packet {
	struct packet *next;
	size_t at, len; /* what is left of the data */
	struct sock_addr from;
	char data[];
};

struct sock {
	struct uk_file file;
	int family, type;
	struct sock_addr local, remote;
	struct sock *next_bound; /* in the list of sockets that have a name */
	struct uk_file *node;	 /* AF_UNIX: the file of the name, a reference */
	struct sock *peer;	 /* connected; NULL: not, or it is gone */
	bool is_bound, is_connected, is_listening;
	bool is_read_shut, is_write_shut;
	struct packet *first, **end; /* what came */
	size_t used;
	struct sock *pending, *next_pending; /* to be accepted */
	unsigned int pending_count, backlog;
	int error; /* SO_ERROR */
	__s64 receive_timeout, send_timeout; /* nanoseconds; 0: none */
	int flags[32]; /* options that are only kept, by number */
};

static inline struct sock *sock_of(const struct uk_file *f)
{
	return __containerof(f, struct sock, file);
}

static inline bool is_stream(const struct sock *s)
{
	return s->type != SOCK_DGRAM;
}

/* -- socket.c -- */

/** A new socket, with one reference. @return 0 and *s; -EAFNOSUPPORT ... */
int sock_create(int family, int type, int protocol, struct sock **s);
/** Both become the peer of the other */
void sock_pair(struct sock *a, struct sock *b);
/** The socket of a descriptor. @return 0, -EBADF, -ENOTSOCK; to be put */
int sock_get(int fd, struct uk_ofile **of, struct sock **s);
/** Opens a socket and gives it a number. The reference is taken over */
int sock_install(struct sock *s, int type_flags);
/** End of a wait that begins now, for uk_pollq_wait(). @param timeout in ns */
__nsec sock_deadline(__s64 timeout);
/** What a wait that did not succeed means to the caller: -EAGAIN or -EINTR */
int sock_wait(struct sock *s, __nsec deadline);

/* -- address.c -- */

/** Copies and checks. @return 0; -EINVAL, -EFAULT, -EAFNOSUPPORT */
int addr_get(const struct sock *s, const void *user, unsigned int len,
	     struct sock_addr *a);
/** Gives an address to a program: cut to *user_len, which then is its length */
int addr_put(const struct sock_addr *a, void *user, unsigned int *user_len);
int sock_bind(struct sock *s, const struct sock_addr *a);
/** A name for who sends without one. @return 0, -EADDRINUSE */
int sock_autobind(struct sock *s);
void sock_unbind(struct sock *s);
/** @return who has that name for this kind of socket, or NULL; AF_UNIX: and why
 *  not in *rc
 */
struct sock *sock_find(const struct sock *s, const struct sock_addr *a, int *rc);

/* -- queue.c -- */

/** A packet of the next `len` bytes of `io`. @return NULL: *rc says why */
struct packet *packet_take(struct uk_io *io, size_t len, int *rc);
void queue_add(struct sock *s, struct packet *p);
void queue_clear(struct sock *s);
/** Hands out the first packet, of streams as many as there is room for.
 *  @return bytes; of datagrams the whole length in *whole
 */
size_t queue_read(struct sock *s, struct uk_io *io, bool is_peek,
		  struct sock_addr *from, size_t *whole);

/* -- send.c, receive.c -- */

long sock_send(struct sock *s, struct uk_io *io, const struct sock_addr *to,
	       int flags, bool is_nonblocking);
/** @param[out] from, out_flags may be NULL */
long sock_receive(struct sock *s, struct uk_io *io, int flags,
		  bool is_nonblocking, struct sock_addr *from, int *out_flags);

/* -- connect.c -- */

int sock_connect(struct sock *s, const struct sock_addr *a, bool is_nonblocking);
int sock_listen(struct sock *s, int backlog);
int sock_accept(struct sock *s, bool is_nonblocking, struct sock **accepted);
int sock_shutdown(struct sock *s, int how);
/** The other side learns that this one is gone */
void sock_disconnect(struct sock *s);

/* -- options.c -- */

int sock_set_option(struct sock *s, int level, int option, const void *user,
		    unsigned int len);
int sock_get_option(struct sock *s, int level, int option, void *user,
		    unsigned int *user_len);

#endif /* __POSIX_SOCKET_H__ */
