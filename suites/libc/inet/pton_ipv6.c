/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX inet_pton AF_INET6 (RFC 2373 2.2): eight groups, one `::`, a dotted tail; what is no address */
#define _XOPEN_SOURCE 700
#include "check.h"
#include <arpa/inet.h>
#include <string.h>
#include <sys/socket.h>

static const struct {
	const char *text;
	unsigned short groups[8];
} GOOD[] = {
	{"::", {0}},
	{"::1", {0, 0, 0, 0, 0, 0, 0, 1}},
	{"1::", {1}},
	{"1:2:3:4:5:6:7:8", {1, 2, 3, 4, 5, 6, 7, 8}},
	{"fe80::1:2", {0xfe80, 0, 0, 0, 0, 0, 1, 2}},
	{"FFFF:abcd::", {0xffff, 0xabcd}},
	{"1:2:3:4:5:6:7::", {1, 2, 3, 4, 5, 6, 7, 0}},
	{"::2:3:4:5:6:7:8", {0, 2, 3, 4, 5, 6, 7, 8}},
	{"::ffff:192.168.1.2", {0, 0, 0, 0, 0, 0xffff, 0xc0a8, 0x0102}},
	{"::1.2.3.4", {0, 0, 0, 0, 0, 0, 0x0102, 0x0304}},
	{"1:2:3:4:5:6:1.2.3.4", {1, 2, 3, 4, 5, 6, 0x0102, 0x0304}},
	{"0001:0::0a", {1, 0, 0, 0, 0, 0, 0, 10}},
};

static const char *const BAD[] = {
	"",	     ":",	 ":::",	      "1:2:3:4:5:6:7",	 "1:2:3:4:5:6:7:8:9", "1::2::3",   "12345::",  "g::",
	":1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:", "1:2:3:4:5:6:7:8:", "::1.2.3",	      "::1.2.3.256", "1.2.3.4", "1:2:3:4:5:6:7:1.2.3.4",
	"::1 ",	     " ::1",	 "fe80::1%1x", "1.2.3.4::",	 "::1.2.3.4:5",
};

int main(void)
{
	for (unsigned i = 0; i < sizeof(GOOD) / sizeof(*GOOD); i++) {
		unsigned char out[17], want[16];

		memset(out, 9, sizeof(out));
		for (int k = 0; k < 8; k++) {
			want[2 * k] = (unsigned char)(GOOD[i].groups[k] >> 8);
			want[2 * k + 1] = (unsigned char)GOOD[i].groups[k];
		}
		check_row(GOOD[i].text, i);
		CHECK_INT(inet_pton(AF_INET6, GOOD[i].text, out), 1);
		CHECK_MEM(out, want, 16);
		CHECK_INT(out[16], 9);
	}
	for (unsigned i = 0; i < sizeof(BAD) / sizeof(*BAD); i++) {
		unsigned char out[16];

		check_row(BAD[i], i);
		CHECK_INT(inet_pton(AF_INET6, BAD[i], out), 0);
	}
	return check_status();
}
