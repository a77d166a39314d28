/* SPDX-License-Identifier: BSD-3-Clause */
/* The check of wide strings: see check.h. */
#include "check.h"
#include "report.h"

#define MAX_CHARS 64

static void report_wcs(struct report *r, const wchar_t *str)
{
	size_t i;

	if (!str) {
		report_text(r, "a null pointer");
		return;
	}
	report_text(r, "L\"");
	for (i = 0; str[i] && i < MAX_CHARS; i++) {
		if (str[i] > 0 && str[i] < 0x7f) {
			report_byte(r, (unsigned char)str[i]);
			continue;
		}
		report_text(r, "\\U");
		report_hex(r, (uint32_t)str[i], 8);
	}
	report_text(r, str[i] ? "\"..." : "\"");
}

static int same_wcs(const wchar_t *a, const wchar_t *b)
{
	if (!a || !b)
		return a == b;
	while (*a && *a == *b) {
		a++;
		b++;
	}
	return *a == *b;
}

int check_wcs(const char *file, int line, const char *text, const wchar_t *was,
	      const wchar_t *expected)
{
	struct report r;

	if (report_count(same_wcs(was, expected)))
		return 1;
	report_start(&r, file, line, text);
	report_wcs(&r, expected);
	report_text(&r, " but was ");
	report_wcs(&r, was);
	report_send(&r);
	return 0;
}
