/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Counting of checks and the lines about those that failed. The only function
 * of the library under test that is called here is POSIX write(), which is
 * declared by hand: not each library that can be tested has <unistd.h>.
 */
#include "check.h"
#include "report.h"

#define MAX_LINES 40

extern long write(int fd, const void *buf, size_t len);

static int checks, failures;
static const char *row_name;
static intmax_t row_number;

void report_char(struct report *r, char c)
{
	/* Room for the line feed stays */
	if (r->len < REPORT_SIZE - 1)
		r->text[r->len++] = c;
}

void report_text(struct report *r, const char *text)
{
	while (*text)
		report_char(r, *text++);
}

void report_uint(struct report *r, uintmax_t value)
{
	char digits[3 * sizeof(value)];
	int count = 0;

	do
		digits[count++] = (char)('0' + value % 10);
	while (value /= 10);
	while (count)
		report_char(r, digits[--count]);
}

void report_int(struct report *r, intmax_t value)
{
	if (value < 0)
		report_char(r, '-');
	report_uint(r, value < 0 ? -(uintmax_t)value : (uintmax_t)value);
}

void report_hex(struct report *r, uintmax_t value, int digits)
{
	while (digits--)
		report_char(r, "0123456789abcdef"[value >> 4 * digits & 15]);
}

void report_byte(struct report *r, unsigned char byte)
{
	if (byte >= ' ' && byte < 0x7f && byte != '"' && byte != '\\') {
		report_char(r, (char)byte);
		return;
	}
	report_text(r, "\\x");
	report_hex(r, byte, 2);
}

void report_start(struct report *r, const char *file, int line,
		  const char *expression)
{
	r->len = 0;
	report_text(r, file);
	report_char(r, ':');
	report_int(r, line);
	report_text(r, ": ");
	report_text(r, expression);
	report_text(r, ": expected ");
}

void report_send(struct report *r)
{
	if (row_name) {
		report_text(r, " (");
		report_text(r, row_name);
		report_char(r, ' ');
		report_int(r, row_number);
		report_char(r, ')');
	}
	r->text[r->len++] = '\n';
	if (__atomic_fetch_add(&failures, 1, __ATOMIC_SEQ_CST) >= MAX_LINES)
		return;
	/* There is nobody to tell that the report cannot be written */
	if (write(1, r->text, r->len) < 0)
		return;
}

int report_count(int holds)
{
	__atomic_fetch_add(&checks, 1, __ATOMIC_SEQ_CST);
	return holds;
}

void check_row(const char *name, intmax_t number)
{
	row_name = name;
	row_number = number;
}

void check_skip(const char *reason)
{
	struct report r = { .len = 0 };

	report_text(&r, "skipped: ");
	report_text(&r, reason);
	r.text[r.len++] = '\n';
	if (write(1, r.text, r.len) < 0)
		return;
}

int check_status(void)
{
	struct report r;

	if (!__atomic_load_n(&checks, __ATOMIC_SEQ_CST)) {
		report_start(&r, __FILE__, __LINE__, "check_status()");
		report_text(&r, "a check but none was made");
		report_send(&r);
	}
	return __atomic_load_n(&failures, __ATOMIC_SEQ_CST) != 0;
}
