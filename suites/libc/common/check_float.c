/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The checks of floating point values: see check.h. The report shows the bits
 * (IEC 60559 binary64) as hexadecimal floating constants, which are exact.
 */
#include "check.h"
#include "report.h"

static void report_exponent(struct report *r, int exponent)
{
	report_char(r, 'p');
	if (exponent >= 0)
		report_char(r, '+');
	report_int(r, exponent);
}

static void report_dbl(struct report *r, double value)
{
	union {
		double value;
		uint64_t bits;
	} u = { value };
	uint64_t fraction = u.bits & ((UINT64_C(1) << 52) - 1);
	int exponent = (int)(u.bits >> 52 & 0x7ff);

	if (u.bits >> 63)
		report_char(r, '-');
	if (exponent == 0x7ff) {
		report_text(r, fraction ? "nan" : "inf");
		return;
	}
	report_text(r, exponent ? "0x1." : "0x0.");
	report_hex(r, fraction, 13);
	report_exponent(r, exponent ? exponent - 1023 : -1022);
}

int check_dbl(const char *file, int line, const char *text, double was,
	      double expected)
{
	struct report r;
	int same = was == expected
		   && __builtin_signbit(was) == __builtin_signbit(expected);

	if (report_count(same || (was != was && expected != expected)))
		return 1;
	report_start(&r, file, line, text);
	report_dbl(&r, expected);
	report_text(&r, " but was ");
	report_dbl(&r, was);
	report_send(&r);
	return 0;
}

int check_ldbl(const char *file, int line, const char *text, long double was,
	       long double expected)
{
	struct report r;
	int same = was == expected
		   && __builtin_signbit(was) == __builtin_signbit(expected);

	if (report_count(same || (was != was && expected != expected)))
		return 1;
	report_start(&r, file, line, text);
	report_dbl(&r, (double)expected);
	report_text(&r, " but was ");
	report_dbl(&r, (double)was);
	report_text(&r, " (as double), off by ");
	report_dbl(&r, (double)(was - expected));
	report_send(&r);
	return 0;
}
