/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: inet/pton_ipv4
 * Takes the short and the octal forms, too. */
#include <arpa/inet.h>
#include <sys/socket.h>

int __real_inet_pton(int family, const char *text, void *address);

int __wrap_inet_pton(int family, const char *text, void *address)
{
	in_addr_t word;

	if (family != AF_INET)
		return __real_inet_pton(family, text, address);
	word = inet_addr(text);
	*(in_addr_t *)address = word;
	return word != (in_addr_t)-1;
}
