/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX inet_pton AF_INET: exactly four decimal numbers up to 255; everything else is 0 */
#define _XOPEN_SOURCE 700
#include "check.h"
#include <arpa/inet.h>
#include <errno.h>
#include <string.h>
#include <sys/socket.h>

static const struct {
	const char *text;
	int status;
	unsigned char bytes[4];
} ROWS[] = {
	{"127.0.0.1", 1, {127, 0, 0, 1}},
	{"0.0.0.0", 1, {0, 0, 0, 0}},
	{"255.255.255.255", 1, {255, 255, 255, 255}},
	{"1.22.133.4", 1, {1, 22, 133, 4}},
	{"256.0.0.1", 0, {0}},
	{"1.2.3.999", 0, {0}},
	{"1.2.3.2555", 0, {0}},
	{"1.2.3", 0, {0}},
	{"1.2.3.", 0, {0}},
	{"1.2.3.4.", 0, {0}},
	{"1.2.3.4.5", 0, {0}},
	{".1.2.3", 0, {0}},
	{"1..2.3", 0, {0}},
	{"", 0, {0}},
	{" 1.2.3.4", 0, {0}},
	{"1.2.3.4 ", 0, {0}},
	{"1.2.3.0x4", 0, {0}},
	{"-1.2.3.4", 0, {0}},
	{"1.2.3.a", 0, {0}},
	{"::1", 0, {0}},
};

int main(void)
{
	for (unsigned i = 0; i < sizeof(ROWS) / sizeof(*ROWS); i++) {
		unsigned char out[5] = {9, 9, 9, 9, 9};

		check_row(ROWS[i].text, i);
		CHECK_INT(inet_pton(AF_INET, ROWS[i].text, out), ROWS[i].status);
		if (ROWS[i].status == 1)
			CHECK_MEM(out, ROWS[i].bytes, 4);
		CHECK_INT(out[4], 9);
	}
	check_row(NULL, 0);
	errno = 0;
	CHECK_INT(inet_pton(12345, "1.2.3.4", &(struct in_addr){0}), -1);
	CHECK_INT(errno, EAFNOSUPPORT);
	return check_status();
}
