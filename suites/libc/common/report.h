/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The line about a check that failed, put together without the library under
 * test. What does not fit is cut off.
 */
#ifndef CHECK_REPORT_H
#define CHECK_REPORT_H

#include <stddef.h>
#include <stdint.h>

#define REPORT_SIZE 600

struct report {
	char text[REPORT_SIZE];
	size_t len;
};

/* `FILE:LINE: EXPRESSION: expected ` */
void report_start(struct report *r, const char *file, int line,
		  const char *expression);
void report_text(struct report *r, const char *text);
void report_char(struct report *r, char c);
void report_int(struct report *r, intmax_t value);
void report_uint(struct report *r, uintmax_t value);
void report_hex(struct report *r, uintmax_t value, int digits);
/* One byte as in a C string, in a form that can be printed */
void report_byte(struct report *r, unsigned char byte);
/* Counts the failure and writes the line, if not too many were written */
void report_send(struct report *r);
/* Counts a check and, if it holds, says so: returns `holds` */
int report_count(int holds);

#endif /* CHECK_REPORT_H */
