/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX inet_ntop: text of both families, a buffer just large enough and one too small, back through inet_pton */
#define _XOPEN_SOURCE 700
#include "check.h"
#include <arpa/inet.h>
#include <errno.h>
#include <string.h>
#include <sys/socket.h>

static void ipv4(void)
{
	unsigned char address[4] = {192, 0, 2, 255};
	char text[INET_ADDRSTRLEN];

	CHECK_INT(INET_ADDRSTRLEN, 16);
	CHECK_PTR(inet_ntop(AF_INET, address, text, sizeof(text)), text);
	CHECK_STR(text, "192.0.2.255");
	CHECK_PTR(inet_ntop(AF_INET, address, text, 12), text);
	text[11] = 'x';
	errno = 0;
	CHECK_PTR(inet_ntop(AF_INET, address, text, 11), NULL);
	CHECK_INT(errno, ENOSPC);
	CHECK_INT(text[11], 'x');
}

static void ipv6(const char *text, const char *again)
{
	unsigned char address[16], back[16];
	char out[INET6_ADDRSTRLEN];

	check_row(text, 0);
	REQUIRE(inet_pton(AF_INET6, text, address) == 1);
	CHECK_PTR(inet_ntop(AF_INET6, address, out, sizeof(out)), out);
	if (again)
		CHECK_STR(out, again);
	CHECK_INT(inet_pton(AF_INET6, out, back), 1);
	CHECK_MEM(back, address, 16);
	check_row(NULL, 0);
}

int main(void)
{
	unsigned char address[16] = {0};
	char text[INET6_ADDRSTRLEN];

	ipv4();
	CHECK_INT(INET6_ADDRSTRLEN, 46);
	ipv6("::", "::");
	ipv6("::1", "::1");
	ipv6("2001:db8:0:0:1:0:0:1", NULL); /* either run of zeros may be cut */
	ipv6("1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8");
	ipv6("ABCD:EF01::", "abcd:ef01::");
	ipv6("ff02:0:0:0:0:0:0:5", "ff02::5");
	ipv6("::ffff:10.0.0.1", "::ffff:10.0.0.1");
	errno = 0;
	CHECK_PTR(inet_ntop(AF_INET6, address, text, 2), NULL);
	CHECK_INT(errno, ENOSPC);
	errno = 0;
	CHECK_PTR(inet_ntop(9999, address, text, sizeof(text)), NULL);
	CHECK_INT(errno, EAFNOSUPPORT);
	return check_status();
}
