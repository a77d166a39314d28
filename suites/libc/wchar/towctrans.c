/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.30.3 towlower, towupper, wctrans, towctrans: pairs of letters, what has no pair stays, also WEOF. */
#include "check.h"
#include "utf8.h"

#include <wchar.h>
#include <wctype.h>

static const struct {
	wint_t lower, upper;
} pairs[] = {
	{ 'a', 'A' },	     { 'z', 'Z' },	  { 0xe0, 0xc0 },
	{ 0xfe, 0xde },	     { 0x101, 0x100 },	  { 0x3b1, 0x391 },
	{ 0x3c9, 0x3a9 },    { 0x430, 0x410 },	  { 0x450, 0x400 },
	{ 0x561, 0x531 },    { 0x1e01, 0x1e00 },
	{ 0xff41, 0xff21 },  { 0x10428, 0x10400 }, { 0xff, 0x178 },
};

int main(void)
{
	static const wint_t alone[] = { '0', '[', '@', '`', '{', 0xd7, 0xf7,
					0x4e00, 0x20ac, 0x1f600, WEOF };
	wctrans_t lower, upper;
	size_t i;

	utf8_locale();
	lower = wctrans("tolower");
	upper = wctrans("toupper");
	REQUIRE(lower && upper);
	CHECK(wctrans("no such mapping") == 0);
	for (i = 0; i < sizeof(pairs) / sizeof(*pairs); i++) {
		check_row("pair", (intmax_t)i);
		CHECK_UINT(towupper(pairs[i].lower), pairs[i].upper);
		CHECK_UINT(towlower(pairs[i].upper), pairs[i].lower);
		CHECK_UINT(towupper(pairs[i].upper), pairs[i].upper);
		CHECK_UINT(towlower(pairs[i].lower), pairs[i].lower);
		CHECK_UINT(towctrans(pairs[i].lower, upper), pairs[i].upper);
		CHECK_UINT(towctrans(pairs[i].upper, lower), pairs[i].lower);
	}
	for (i = 0; i < sizeof(alone) / sizeof(*alone); i++) {
		check_row("alone", (intmax_t)i);
		CHECK_UINT(towlower(alone[i]), alone[i]);
		CHECK_UINT(towupper(alone[i]), alone[i]);
	}
	return check_status();
}
