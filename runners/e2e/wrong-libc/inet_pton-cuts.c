/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: inet/pton_ipv6
 * Does not look at the last byte of the text. */
#include <arpa/inet.h>
#include <string.h>

int __real_inet_pton(int family, const char *text, void *address);

int __wrap_inet_pton(int family, const char *text, void *address)
{
	char cut[60] = "";

	strncat(cut, text, 59);
	if (cut[0] && strchr(cut, ' '))
		*strchr(cut, ' ') = 0;
	return __real_inet_pton(family, cut, address);
}
