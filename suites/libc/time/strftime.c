/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.27.3.5 strftime: each conversion in the C locale, with the modifiers E and O. */
#include "check.h"

#include <string.h>
#include <time.h>

static const struct {
	const char *format, *text;
} rows[] = {
	{ "%a", "Sun" },	 { "%A", "Sunday" },
	{ "%b", "Mar" },	 { "%B", "March" },
	{ "%c", "Sun Mar  7 15:04:09 2027" },
	{ "%C", "20" },		 { "%d", "07" },
	{ "%D", "03/07/27" },	 { "%e", " 7" },
	{ "%F", "2027-03-07" },	 { "%g", "27" },
	{ "%G", "2027" },	 { "%h", "Mar" },
	{ "%H", "15" },		 { "%I", "03" },
	{ "%j", "066" },	 { "%m", "03" },
	{ "%M", "04" },		 { "%n", "\n" },
	{ "%p", "PM" },		 { "%r", "03:04:09 PM" },
	{ "%R", "15:04" },	 { "%S", "09" },
	{ "%t", "\t" },		 { "%T", "15:04:09" },
	{ "%u", "7" },		 { "%U", "10" },
	{ "%V", "09" },		 { "%w", "0" },
	{ "%W", "09" },		 { "%x", "03/07/27" },
	{ "%X", "15:04:09" },	 { "%y", "27" },
	{ "%Y", "2027" },	 { "%%", "%" },
	{ "%Ec", "Sun Mar  7 15:04:09 2027" },
	{ "%EC", "20" },	 { "%Ex", "03/07/27" },
	{ "%EX", "15:04:09" },	 { "%Ey", "27" },
	{ "%EY", "2027" },	 { "%Od", "07" },
	{ "%Oe", " 7" },	 { "%OH", "15" },
	{ "%OI", "03" },	 { "%Om", "03" },
	{ "%OM", "04" },	 { "%OS", "09" },
	{ "%Ou", "7" },		 { "%OU", "10" },
	{ "%OV", "09" },	 { "%Ow", "0" },
	{ "%OW", "09" },	 { "%Oy", "27" },
	{ "at %H:%M, %d.%m.", "at 15:04, 07.03." },
};

int main(void)
{
	/* Sunday, 7 March 2027, 15:04:09 */
	struct tm tm = { .tm_year = 127, .tm_mon = 2, .tm_mday = 7,
			 .tm_hour = 15, .tm_min = 4, .tm_sec = 9, .tm_wday = 0,
			 .tm_yday = 65 };
	char out[64];
	size_t i;
	int hour;

	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		check_row(rows[i].format, (intmax_t)i);
		CHECK_UINT(strftime(out, sizeof(out), rows[i].format, &tm),
			   strlen(rows[i].text));
		CHECK_STR(out, rows[i].text);
	}
	for (hour = 0; hour < 24; hour++) {
		char expected[6] = { (char)('0' + (hour + 11) % 12 / 9),
				     (char)('0' + ((hour + 11) % 12 + 1) % 10), ' ',
				     hour < 12 ? 'A' : 'P', 'M', 0 };

		check_row("hour", hour);
		tm.tm_hour = hour;
		strftime(out, sizeof(out), "%I %p", &tm);
		CHECK_STR(out, expected);
	}
	check_row(NULL, 0);
	/* A leap second is a second */
	tm.tm_sec = 60;
	strftime(out, sizeof(out), "%S", &tm);
	CHECK_STR(out, "60");
	return check_status();
}
