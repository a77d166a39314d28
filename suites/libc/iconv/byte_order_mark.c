/* SPDX-License-Identifier: BSD-3-Clause */
/* RFC 2781 3.2, 4.3 "UTF-16" in POSIX iconv: input with a byte order mark is read in that order, output reads back as it was */
#define _XOPEN_SOURCE 700
#include "check.h"
#include <iconv.h>
#include <string.h>

static size_t convert(const char *to, const char *from, const char *bytes, size_t len, char *out, size_t size)
{
	char in[64], *ip = in, *op = out;
	size_t left = len, room = size;
	iconv_t cd = iconv_open(to, from);

	if (cd == (iconv_t)-1)
		SKIP("a character set is not offered here");
	memcpy(in, bytes, len);
	CHECK_UINT(iconv(cd, &ip, &left, &op, &room), 0);
	CHECK_UINT(left, 0);
	CHECK_INT(iconv_close(cd), 0);
	return size - room;
}

int main(void)
{
	char out[64], back[64];
	size_t len;

	len = convert("UTF-8", "UTF-16", "\xfe\xff\0h\0i", 6, out, sizeof(out));
	CHECK_UINT(len, 2);
	CHECK_MEM(out, "hi", 2);
	len = convert("UTF-8", "UTF-16", "\xff\xfeh\0i\0", 6, out, sizeof(out));
	CHECK_UINT(len, 2);
	CHECK_MEM(out, "hi", 2);
	len = convert("UTF-8", "UTF-32", "\0\0\xfe\xff\0\0\0h", 8, out, sizeof(out));
	CHECK_UINT(len, 1);
	CHECK_INT(out[0], 'h');
	len = convert("UTF-16", "UTF-8", "round \xe2\x82\xac", 9, out, sizeof(out));
	CHECK_UINT(convert("UTF-8", "UTF-16", out, len, back, sizeof(back)), 9);
	CHECK_MEM(back, "round \xe2\x82\xac", 9);
	return check_status();
}
