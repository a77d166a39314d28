/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Sockets that only the kernel sends to: AF_NETLINK. C libraries have threads wait
 * there for what it has to tell.
 */
#ifndef __UK_SOCKET_H__
#define __UK_SOCKET_H__

#include <uk/file.h>

/**
 * The open socket of a descriptor.
 * @param[out] of a reference, to be put
 * @return 0; -EBADF; -ENOTSOCK; -EINVAL: a socket of another family
 */
int uk_socket_listener(int fd, struct uk_ofile **of);

/** A packet for a socket that uk_socket_listener() has found; lost where there is
 *  no memory for it
 */
void uk_socket_tell(struct uk_ofile *of, const void *data, size_t len);

#endif /* __UK_SOCKET_H__ */
