/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX inet_pton, inet_ntop: an empty last field was accepted, mapped addresses were printed in hexadecimal, long fields read past the end */
#define _XOPEN_SOURCE 700
#include "check.h"
#include "guard.h"
#include <arpa/inet.h>
#include <string.h>
#include <sys/socket.h>

/* The text ends right before a page without access. */
static void refused(int family, const char *text)
{
	unsigned char address[16];
	char *copy = guard_tail(strlen(text) + 1);

	strcpy(copy, text);
	check_row(text, 0);
	CHECK_INT(inet_pton(family, copy, address), 0);
}

int main(void)
{
	unsigned char mapped[16] = {[10] = 0xff, [11] = 0xff, 1, 2, 3, 4}, out[16];
	char text[INET6_ADDRSTRLEN];

	refused(AF_INET6, "1:2:3:4:5:6:7:");
	refused(AF_INET6, "::1:");
	refused(AF_INET6, "1:");
	refused(AF_INET6, "::00001");
	refused(AF_INET6, "::1.2.3.");
	refused(AF_INET6, "1:2:3:4:5:6:7:8::");
	refused(AF_INET, "1.2.3.");
	refused(AF_INET, "1.2.3.4567");
	refused(AF_INET, "1.2.3.4444444444444444444444444444444444444");
	check_row(NULL, 0);
	CHECK_PTR(inet_ntop(AF_INET6, mapped, text, sizeof(text)), text);
	CHECK_STR(text, "::ffff:1.2.3.4");
	CHECK_INT(inet_pton(AF_INET6, text, out), 1);
	CHECK_MEM(out, mapped, 16);
	memset(mapped, 0xff, 16);
	CHECK_PTR(inet_ntop(AF_INET6, mapped, text, 40), text); /* the longest: 39 characters and the null */
	CHECK_STR(text, "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff");
	CHECK_PTR(inet_ntop(AF_INET6, mapped, text, 39), NULL);
	return check_status();
}
