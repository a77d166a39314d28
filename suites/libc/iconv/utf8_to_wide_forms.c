/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX iconv: UTF-8 to UTF-16BE/LE and UTF-32BE/LE and back, from one to four bytes a character */
#define _XOPEN_SOURCE 700
#include "check.h"
#include <errno.h>
#include <iconv.h>
#include <string.h>

/* A, e acute, euro sign, G clef (U+1D11E) */
static const char UTF8[] = "A\xc3\xa9\xe2\x82\xac\xf0\x9d\x84\x9e";
static const char UTF16BE[] = "\x00\x41\x00\xe9\x20\xac\xd8\x34\xdd\x1e";
static const char UTF16LE[] = "\x41\x00\xe9\x00\xac\x20\x34\xd8\x1e\xdd";
static const char UTF32BE[] = "\x00\x00\x00\x41\x00\x00\x00\xe9\x00\x00\x20\xac\x00\x01\xd1\x1e";
static const char UTF32LE[] = "\x41\x00\x00\x00\xe9\x00\x00\x00\xac\x20\x00\x00\x1e\xd1\x01\x00";

static void convert(const char *to, const char *from, const char *text, size_t len, const char *want, size_t want_len)
{
	char in[32], out[32], *ip = in, *op = out;
	size_t in_left = len, out_left = sizeof(out);
	iconv_t cd = iconv_open(to, from);

	check_row(to, (intmax_t)len);
	if (cd == (iconv_t)-1)
		SKIP("a character set is not offered here");
	memcpy(in, text, len);
	CHECK_UINT(iconv(cd, &ip, &in_left, &op, &out_left), 0);
	CHECK_UINT(in_left, 0);
	CHECK_PTR(ip, in + len);
	CHECK_UINT(sizeof(out) - out_left, want_len);
	CHECK_PTR(op, out + want_len);
	CHECK_MEM(out, want, want_len);
	CHECK_INT(iconv_close(cd), 0);
}

int main(void)
{
	size_t n8 = sizeof(UTF8) - 1, n16 = sizeof(UTF16BE) - 1, n32 = sizeof(UTF32BE) - 1;

	convert("UTF-16BE", "UTF-8", UTF8, n8, UTF16BE, n16);
	convert("UTF-16LE", "UTF-8", UTF8, n8, UTF16LE, n16);
	convert("UTF-32BE", "UTF-8", UTF8, n8, UTF32BE, n32);
	convert("UTF-32LE", "UTF-8", UTF8, n8, UTF32LE, n32);
	convert("UTF-8", "UTF-16BE", UTF16BE, n16, UTF8, n8);
	convert("UTF-8", "UTF-16LE", UTF16LE, n16, UTF8, n8);
	convert("UTF-8", "UTF-32BE", UTF32BE, n32, UTF8, n8);
	convert("UTF-8", "UTF-32LE", UTF32LE, n32, UTF8, n8);
	convert("UTF-16LE", "UTF-32BE", UTF32BE, n32, UTF16LE, n16);
	convert("UTF-8", "UTF-8", UTF8, n8, UTF8, n8);
	return check_status();
}
