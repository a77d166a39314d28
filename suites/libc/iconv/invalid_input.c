/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX iconv EILSEQ, EINVAL: stops in front of the bad sequence, with what came before it converted and counted */
#define _XOPEN_SOURCE 700
#include "check.h"
#include <errno.h>
#include <iconv.h>
#include <string.h>

/* `good` bytes convert; then iconv() must fail with `error`. */
static const struct {
	const char *from, *bytes;
	size_t len, good;
	int error;
} ROWS[] = {
	{"UTF-8", "ab\xff" "c", 4, 2, EILSEQ},
	{"UTF-8", "a\x80", 2, 1, EILSEQ}, /* continuation byte alone */
	{"UTF-8", "a\xc0\x80", 3, 1, EILSEQ}, /* overlong */
	{"UTF-8", "\xe0\x80\xaf", 3, 0, EILSEQ},
	{"UTF-8", "\xed\xa0\x80", 3, 0, EILSEQ}, /* surrogate */
	{"UTF-8", "x\xc3(", 3, 1, EILSEQ},
	{"UTF-8", "ab\xe2\x82", 4, 2, EINVAL}, /* the rest is yet to come */
	{"UTF-8", "\xf0\x9d\x84", 3, 0, EINVAL},
	{"UTF-8", "z\xc3", 2, 1, EINVAL},
	{"UTF-16BE", "\0a\xdc\x00", 4, 2, EILSEQ}, /* low surrogate first */
	{"UTF-16BE", "\0a\xd8\x34", 4, 2, EINVAL},
	{"UTF-16BE", "\0a\xd8", 3, 2, EINVAL},
	{"UTF-16LE", "\x34\xd8\x41\x00", 4, 0, EILSEQ},
	{"UTF-32BE", "\0\0\0a\0\x11\0\0", 8, 4, EILSEQ},
	{"UTF-32BE", "\0\0\xd8\0", 4, 0, EILSEQ},
	{"UTF-32LE", "a\0\0\0b\0", 6, 4, EINVAL},
};

int main(void)
{
	for (unsigned i = 0; i < sizeof(ROWS) / sizeof(*ROWS); i++) {
		char in[16], out[64], *ip = in, *op = out;
		size_t in_left = ROWS[i].len, out_left = sizeof(out), status;
		iconv_t cd = iconv_open("UTF-8", ROWS[i].from);

		check_row(ROWS[i].from, i);
		if (cd == (iconv_t)-1)
			SKIP("a character set is not offered here");
		memcpy(in, ROWS[i].bytes, ROWS[i].len);
		errno = 0;
		status = iconv(cd, &ip, &in_left, &op, &out_left);
		CHECK_INT(errno, ROWS[i].error);
		CHECK_UINT(status, (size_t)-1);
		CHECK_INT(ip - in, ROWS[i].good);
		CHECK_UINT(in_left, ROWS[i].len - ROWS[i].good);
		CHECK_INT(iconv_close(cd), 0);
	}
	return check_status();
}
