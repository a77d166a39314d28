/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX iconv: a null input resets the state; input cut anywhere gives the same as whole; two descriptors do not disturb each other */
#define _XOPEN_SOURCE 700
#include "check.h"
#include <errno.h>
#include <iconv.h>
#include <string.h>

static const char TEXT[] = "na\xc3\xafve \xe2\x82\xac 10 \xf0\x9f\x98\x80!";
#define LENGTH (sizeof(TEXT) - 1)

/* Feeds `first` bytes, carries an incomplete tail over, feeds the rest. */
static size_t cut_at(size_t first, char *out, size_t size)
{
	char in[40], *ip = in, *op = out;
	size_t left = first, room = size, status;
	iconv_t cd = iconv_open("UTF-32BE", "UTF-8");

	if (cd == (iconv_t)-1)
		SKIP("a character set is not offered here");
	memcpy(in, TEXT, LENGTH);
	status = iconv(cd, &ip, &left, &op, &room);
	if (status == (size_t)-1)
		CHECK_INT(errno, EINVAL);
	left += LENGTH - first;
	CHECK_UINT(iconv(cd, &ip, &left, &op, &room), 0);
	CHECK_UINT(left, 0);
	CHECK_INT(iconv_close(cd), 0);
	return size - room;
}

static void two_descriptors(void)
{
	iconv_t up = iconv_open("UTF-16BE", "UTF-8"), down = iconv_open("UTF-8", "UTF-16BE");
	char in[] = "ab", wide[8], back[8], *ip = in, *wp = wide, *rp = wide, *bp = back;
	size_t left = 1, room = 8, wide_left, back_room = 8;

	if (up == (iconv_t)-1 || down == (iconv_t)-1)
		SKIP("a character set is not offered here");
	for (int i = 0; i < 2; i++) {
		left = 1;
		CHECK_UINT(iconv(up, &ip, &left, &wp, &room), 0);
		wide_left = (size_t)(wp - rp);
		CHECK_UINT(iconv(down, &rp, &wide_left, &bp, &back_room), 0);
	}
	CHECK_MEM(back, "ab", 2);
	CHECK_UINT(iconv(up, NULL, NULL, NULL, NULL), 0); /* back to the initial state */
	CHECK_UINT(iconv(down, NULL, NULL, &bp, &back_room), 0);
	CHECK_UINT(back_room, 6);
	CHECK_INT(iconv_close(up), 0);
	CHECK_INT(iconv_close(down), 0);
}

int main(void)
{
	char whole[100], parts[100];
	size_t len = cut_at(LENGTH, whole, sizeof(whole));

	CHECK_UINT(len, 4 * 13);
	for (size_t first = 0; first < LENGTH; first++) {
		check_row("cut at", (intmax_t)first);
		CHECK_UINT(cut_at(first, parts, sizeof(parts)), len);
		CHECK_MEM(parts, whole, len);
	}
	check_row(NULL, 0);
	two_descriptors();
	return check_status();
}
