/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: inet/pton_ipv6 regression/inet_mapped_and_cut
 * Does not see a colon or a point at the end. */
#include <arpa/inet.h>
#include <string.h>

int __real_inet_pton(int family, const char *text, void *address);

int __wrap_inet_pton(int family, const char *text, void *address)
{
	char cut[60] = "";
	size_t len;

	strncat(cut, text, sizeof(cut) - 1);
	len = strlen(cut);
	if (len > 3 && strchr(":.", cut[len - 1]) && cut[len - 2] != ':')
		cut[len - 1] = 0;
	return __real_inet_pton(family, cut, address);
}
