/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX iconv_open, iconv: ISO-8859-1 and US-ASCII in both directions, all byte values; characters that the target has not */
#define _XOPEN_SOURCE 700
#include "check.h"
#include <errno.h>
#include <iconv.h>
#include <string.h>

static void latin1_is_the_first_256(void)
{
	char in[256], out[512], back[256], *ip = in, *op = out;
	size_t in_left = 256, out_left = sizeof(out);
	iconv_t cd = iconv_open("UTF-8", "ISO-8859-1");

	if (cd == (iconv_t)-1)
		SKIP("a character set is not offered here");
	for (int i = 0; i < 256; i++)
		in[i] = (char)i;
	CHECK_UINT(iconv(cd, &ip, &in_left, &op, &out_left), 0);
	CHECK_UINT(sizeof(out) - out_left, 128 + 2 * 128);
	CHECK_MEM(out, in, 128);
	CHECK_MEM(out + 128, "\xc2\x80\xc2\x81", 4);
	CHECK_MEM(op - 4, "\xc3\xbe\xc3\xbf", 4);
	CHECK_INT(iconv_close(cd), 0);
	cd = iconv_open("ISO-8859-1", "UTF-8");
	if (cd == (iconv_t)-1)
		SKIP("a character set is not offered here");
	ip = out;
	in_left = 384;
	op = back;
	out_left = sizeof(back);
	CHECK_UINT(iconv(cd, &ip, &in_left, &op, &out_left), 0);
	CHECK_UINT(out_left, 0);
	CHECK_MEM(back, in, 256);
	CHECK_INT(iconv_close(cd), 0);
}

static void ascii_ends_at_127(void)
{
	char in[] = "ok\xe9", out[16], *ip = in, *op = out;
	size_t in_left = 3, out_left = sizeof(out);
	iconv_t cd = iconv_open("UTF-8", "US-ASCII");

	if (cd == (iconv_t)-1)
		SKIP("a character set is not offered here");
	CHECK_UINT(iconv(cd, &ip, &in_left, &op, &out_left), (size_t)-1);
	CHECK_INT(errno, EILSEQ);
	CHECK_PTR(ip, in + 2);
	CHECK_INT(op - out, 2);
	CHECK_INT(iconv_close(cd), 0);
}

/* What the target lacks is either replaced (and counted) or an error: never lost in silence. */
static void characters_without_equal(void)
{
	char in[] = "x\xe2\x82\xacy", out[16], *ip = in, *op = out;
	size_t in_left = 5, out_left = sizeof(out), status;
	iconv_t cd = iconv_open("ISO-8859-1", "UTF-8");

	if (cd == (iconv_t)-1)
		SKIP("a character set is not offered here");
	status = iconv(cd, &ip, &in_left, &op, &out_left);
	if (status == (size_t)-1) {
		CHECK_INT(errno, EILSEQ);
		CHECK_PTR(ip, in + 1);
	} else {
		CHECK_UINT(status, 1);
		CHECK_UINT(in_left, 0);
	}
	CHECK_INT(out[0], 'x');
	CHECK_INT(iconv_close(cd), 0);
}

int main(void)
{
	latin1_is_the_first_256();
	ascii_ends_at_127();
	characters_without_equal();
	errno = 0;
	CHECK(iconv_open("no-such-set", "UTF-8") == (iconv_t)-1);
	CHECK_INT(errno, EINVAL);
	CHECK(iconv_open("UTF-8", "no-such-set") == (iconv_t)-1);
	return check_status();
}
