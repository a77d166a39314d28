/* SPDX-License-Identifier: BSD-3-Clause */
/* The checks of conditions, integers, strings and bytes: see check.h. */
#include "check.h"
#include "report.h"

#define MAX_BYTES 64

int check_true(const char *file, int line, const char *text, int holds)
{
	struct report r;

	if (report_count(holds))
		return 1;
	report_start(&r, file, line, text);
	report_text(&r, "true but was false");
	report_send(&r);
	return 0;
}

int check_int(const char *file, int line, const char *text, intmax_t was,
	      intmax_t expected)
{
	struct report r;

	if (report_count(was == expected))
		return 1;
	report_start(&r, file, line, text);
	report_int(&r, expected);
	report_text(&r, " but was ");
	report_int(&r, was);
	report_send(&r);
	return 0;
}

int check_uint(const char *file, int line, const char *text, uintmax_t was,
	       uintmax_t expected)
{
	struct report r;

	if (report_count(was == expected))
		return 1;
	report_start(&r, file, line, text);
	report_uint(&r, expected);
	report_text(&r, " but was ");
	report_uint(&r, was);
	report_send(&r);
	return 0;
}

static void report_str(struct report *r, const char *str)
{
	size_t i;

	if (!str) {
		report_text(r, "a null pointer");
		return;
	}
	report_char(r, '"');
	for (i = 0; str[i] && i < 2 * MAX_BYTES; i++)
		report_byte(r, (unsigned char)str[i]);
	report_text(r, str[i] ? "\"..." : "\"");
}

static int same_str(const char *a, const char *b)
{
	if (!a || !b)
		return a == b;
	while (*a && *a == *b) {
		a++;
		b++;
	}
	return *a == *b;
}

int check_str(const char *file, int line, const char *text, const char *was,
	      const char *expected)
{
	struct report r;

	if (report_count(same_str(was, expected)))
		return 1;
	report_start(&r, file, line, text);
	report_str(&r, expected);
	report_text(&r, " but was ");
	report_str(&r, was);
	report_send(&r);
	return 0;
}

static void report_bytes(struct report *r, const unsigned char *mem, size_t len)
{
	size_t i;

	report_char(r, '"');
	for (i = 0; i < len && i < MAX_BYTES; i++)
		report_byte(r, mem[i]);
	report_text(r, i < len ? "\"..." : "\"");
}

int check_mem(const char *file, int line, const char *text, const void *was,
	      const void *expected, size_t len)
{
	const unsigned char *a = was, *b = expected;
	struct report r;
	size_t i = 0;

	while (i < len && a[i] == b[i])
		i++;
	if (report_count(i == len))
		return 1;
	report_start(&r, file, line, text);
	report_bytes(&r, b + i, len - i);
	report_text(&r, " at offset ");
	report_uint(&r, i);
	report_text(&r, " but was ");
	report_bytes(&r, a + i, len - i);
	report_send(&r);
	return 0;
}
