/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Rows of tables for programs about <regex.h> (POSIX.1-2017 XBD 9): a pattern,
 * a string, and the offsets that must come out.
 */
#ifndef MATCH_H
#define MATCH_H

#include "check.h"
#include <regex.h>
#include <stdio.h>
#include <string.h>

#define MATCH_GROUPS 10

/*
 * One match. `offsets` is the text of the pairs for the whole match and each
 * subexpression, as "(0,3)(1,2)(-1,-1)"; NULL stands for no match at all.
 */
struct match_row {
	const char *pattern;
	const char *string;
	const char *offsets;
};

static inline void match_text(char *text, size_t size, const regmatch_t *m, size_t groups)
{
	size_t used = 0;

	text[0] = '\0';
	for (size_t i = 0; i < groups && used < size; i++)
		used += (size_t)snprintf(text + used, size - used, "(%d,%d)", (int)m[i].rm_so, (int)m[i].rm_eo);
}

/* Reports with the place of the table's use. */
static inline void check_match(const char *file, int line, const struct match_row *row, int cflags, int eflags)
{
	regmatch_t m[MATCH_GROUPS];
	char text[MATCH_GROUPS * 24];
	regex_t re;
	int status = regcomp(&re, row->pattern, cflags);

	check_row(row->pattern, 0);
	if (!check_int(file, line, "regcomp", status, 0))
		return;
	status = regexec(&re, row->string, MATCH_GROUPS, m, eflags);
	if (!row->offsets) {
		check_int(file, line, "regexec", status, REG_NOMATCH);
	} else if (check_int(file, line, "regexec", status, 0)) {
		match_text(text, sizeof(text), m, re.re_nsub + 1);
		check_str(file, line, "offsets", text, row->offsets);
	}
	check_row(NULL, 0);
	regfree(&re);
}

#define CHECK_MATCHES(rows, cflags, eflags)                                      \
	do {                                                                     \
		for (size_t row_ = 0; row_ < sizeof(rows) / sizeof(*(rows)); row_++) \
			check_match(__FILE__, __LINE__, &(rows)[row_], cflags, eflags); \
	} while (0)

#endif
