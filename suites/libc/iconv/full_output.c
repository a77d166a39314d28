/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX iconv E2BIG: stops when the next character does not fit whole, and goes on from there with a new buffer */
#define _XOPEN_SOURCE 700
#include "check.h"
#include <errno.h>
#include <iconv.h>
#include <string.h>

/* Converts all with output buffers of `size` bytes. */
static void in_steps(size_t size)
{
	char in[] = "a\xc3\xa9\xe2\x82\xac\xf0\x9d\x84\x9e" "b", all[64], out[16], *ip = in;
	size_t in_left = strlen(in), total = 0, status;
	iconv_t cd = iconv_open("UTF-16LE", "UTF-8");

	check_row("size", (intmax_t)size);
	if (cd == (iconv_t)-1)
		SKIP("a character set is not offered here");
	for (int step = 0; step < 20 && in_left > 0; step++) {
		char *op = out, *before = ip;
		size_t out_left = size;

		memset(out, '#', sizeof(out));
		errno = 0;
		status = iconv(cd, &ip, &in_left, &op, &out_left);
		CHECK_UINT((size_t)(op - out), size - out_left);
		CHECK_INT(out[size], '#'); /* nothing behind the buffer */
		CHECK_PTR(ip + in_left, in + sizeof(in) - 1);
		if (status == (size_t)-1) {
			CHECK_INT(errno, E2BIG);
			CHECK(ip > before || size < 4);
		}
		memcpy(all + total, out, (size_t)(op - out));
		total += (size_t)(op - out);
	}
	CHECK_UINT(in_left, 0);
	CHECK_UINT(total, 12);
	CHECK_MEM(all, "a\0\xe9\0\xac\x20\x34\xd8\x1e\xdd" "b\0", 12);
	CHECK_INT(iconv_close(cd), 0);
}

static void no_room_at_all(void)
{
	char in[] = "a", out[1], *ip = in, *op = out;
	size_t in_left = 1, out_left = 0;
	iconv_t cd = iconv_open("UTF-8", "UTF-8");

	if (cd == (iconv_t)-1)
		SKIP("a character set is not offered here");
	CHECK_UINT(iconv(cd, &ip, &in_left, &op, &out_left), (size_t)-1);
	CHECK_INT(errno, E2BIG);
	CHECK_PTR(ip, in);
	CHECK_INT(iconv_close(cd), 0);
}

int main(void)
{
	for (size_t size = 4; size < 14; size++)
		in_steps(size);
	check_row(NULL, 0);
	no_room_at_all();
	return check_status();
}
