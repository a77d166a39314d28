/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.21.6.1 printf: d i u o x X with each length modifier; a value is converted to the type first. */
#include "check.h"

#include <limits.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

static char out[128];

static void lengths(void)
{
	volatile int wide = 0x12345;

	CHECK_INT(snprintf(out, sizeof(out), "%hhd %hhu %hd %hu", wide, wide,
			   wide, -wide), 16);
	CHECK_STR(out, "69 69 9029 56507");
	snprintf(out, sizeof(out), "%hhx %hho %hX", -1, -1, -1);
	CHECK_STR(out, "ff 377 FFFF");
	snprintf(out, sizeof(out), "%ld %lu %lx", LONG_MIN, ULONG_MAX, ULONG_MAX);
	CHECK_STR(out, "-9223372036854775808 18446744073709551615 "
		       "ffffffffffffffff");
	snprintf(out, sizeof(out), "%lld %llu %llo", LLONG_MIN, ULLONG_MAX,
		 ULLONG_MAX);
	CHECK_STR(out, "-9223372036854775808 18446744073709551615 "
		       "1777777777777777777777");
	snprintf(out, sizeof(out), "%jd %ju %zu %zd %td %tx", INTMAX_MIN,
		 UINTMAX_MAX, (size_t)-1, (ptrdiff_t)-1, (ptrdiff_t)-5,
		 (ptrdiff_t)255);
	CHECK_STR(out, "-9223372036854775808 18446744073709551615 "
		       "18446744073709551615 -1 -5 ff");
}

int main(void)
{
	static const struct {
		const char *format;
		int value;
		const char *text;
	} rows[] = {
		{ "%d", 0, "0" },	     { "%i", -1, "-1" },
		{ "%d", INT_MAX, "2147483647" }, { "%d", INT_MIN, "-2147483648" },
		{ "%u", -1, "4294967295" },  { "%o", 8, "10" },
		{ "%o", -1, "37777777777" }, { "%x", 0xbeef, "beef" },
		{ "%X", 0xbeef, "BEEF" },    { "%x", -1, "ffffffff" },
		{ "%x", 0, "0" },	     { "%c", 'z', "z" },
		{ "%c", 'z' + 256, "z" },    { "%d%%", 5, "5%" },
		{ "<%i>", 10, "<10>" },	     { "%u", INT_MIN, "2147483648" },
	};
	size_t i;

	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		check_row("row", (intmax_t)i);
		snprintf(out, sizeof(out), rows[i].format, rows[i].value);
		CHECK_STR(out, rows[i].text);
	}
	check_row(NULL, 0);
	lengths();
	return check_status();
}
