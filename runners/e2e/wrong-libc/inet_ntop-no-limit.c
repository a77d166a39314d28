/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: inet/ntop
 * Writes as much as there is. */
#include <arpa/inet.h>

const char *__real_inet_ntop(int family, const void *address, char *text, socklen_t size);

const char *__wrap_inet_ntop(int family, const void *address, char *text, socklen_t size)
{
	return __real_inet_ntop(family, address, text, size < 2 ? size : 46);
}
