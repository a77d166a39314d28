/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX inet_addr, inet_ntoa: one to four parts, octal and hexadecimal; htonl, ntohs: network order is big endian */
#define _XOPEN_SOURCE 700
#include "check.h"
#include <arpa/inet.h>
#include <string.h>

static const struct {
	const char *text;
	uint32_t host_order;
} ROWS[] = {
	{"1.2.3.4", 0x01020304}, {"1.2.3", 0x01020003}, {"1.2", 0x01000002}, {"16909060", 0x01020304}, {"0x7f.1", 0x7f000001},
	{"010.0.0.1", 0x08000001}, {"0xff.0xff.0xff.0", 0xffffff00}, {"1.2.65535", 0x0102ffff}, {"1.16777215", 0x01ffffff}, {"0", 0},
};

static const char *const BAD[] = {"", "1.2.3.256", "1.2.3.4.5", "a.b.c.d", "1.2.65536", "1.16777216", "08.1.1.1"};

int main(void)
{
	struct in_addr address = {.s_addr = htonl(0xc0000201)};
	uint32_t word = htonl(0x01020304);
	uint16_t half = htons(0x0506);

	for (unsigned i = 0; i < sizeof(ROWS) / sizeof(*ROWS); i++) {
		check_row(ROWS[i].text, i);
		CHECK_UINT(ntohl(inet_addr(ROWS[i].text)), ROWS[i].host_order);
	}
	for (unsigned i = 0; i < sizeof(BAD) / sizeof(*BAD); i++) {
		check_row(BAD[i], i);
		CHECK_UINT(inet_addr(BAD[i]), (in_addr_t)-1);
	}
	check_row(NULL, 0);
	CHECK_STR(inet_ntoa(address), "192.0.2.1");
	address.s_addr = 0xffffffff;
	CHECK_STR(inet_ntoa(address), "255.255.255.255");
	CHECK_MEM(&word, "\1\2\3\4", 4);
	CHECK_MEM(&half, "\5\6", 2);
	CHECK_UINT(ntohl(word), 0x01020304);
	CHECK_UINT(ntohs(half), 0x0506);
	CHECK_UINT(htonl(ntohl(0xdeadbeef)), 0xdeadbeef);
	return check_status();
}
