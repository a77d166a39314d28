/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX regcomp REG_ICASE, REG_NEWLINE; regexec REG_NOTBOL, REG_NOTEOL: what each changes and what it leaves alone */
#define _XOPEN_SOURCE 700
#include "match.h"

static const struct match_row ICASE[] = {
	{"abc", "xAbC", "(1,4)"}, {"[a-c]+", "xABC", "(1,4)"}, {"[^a]", "Ab", "(1,2)"}, {"[[:lower:]]+", "1AbC", "(1,4)"},
	{"A1", "a1", "(0,2)"},	  {"straSSe", "STRASSE", "(0,7)"},
};

static const struct match_row NEWLINE[] = {
	{"a.b", "a\nb", NULL}, {"a[^x]b", "a\nb", NULL}, {"^b", "a\nb", "(2,3)"}, {"a$", "a\nb", "(0,1)"},
	{"^$", "a\n\nb", "(2,2)"}, {"a\nb", "a\nb", "(0,3)"}, {"^a$", "x\na\ny", "(2,3)"}, {".*", "ab\ncd", "(0,2)"},
};

static const struct match_row ONE_LINE[] = {
	{"a.b", "a\nb", "(0,3)"}, {"a[^x]b", "a\nb", "(0,3)"}, {"^b", "a\nb", NULL}, {"a$", "a\nb", NULL}, {".*", "ab\ncd", "(0,5)"},
};

static const struct match_row NOTBOL[] = {{"^a", "ab", NULL}, {"b$", "ab", "(1,2)"}, {"a", "ab", "(0,1)"}, {"^$", "", NULL}};
static const struct match_row NOTEOL[] = {{"^a", "ab", "(0,1)"}, {"b$", "ab", NULL}, {"b", "ab", "(1,2)"}, {"^$", "", NULL}};
static const struct match_row NOTBOL_LINES[] = {{"^a", "a\na", "(2,3)"}, {"^a", "ab", NULL}};
static const struct match_row NOTEOL_LINES[] = {{"a$", "a\na", "(0,1)"}, {"b$", "ab", NULL}};

int main(void)
{
	CHECK_MATCHES(ICASE, REG_EXTENDED | REG_ICASE, 0);
	CHECK_MATCHES(NEWLINE, REG_EXTENDED | REG_NEWLINE, 0);
	CHECK_MATCHES(ONE_LINE, REG_EXTENDED, 0);
	CHECK_MATCHES(NOTBOL, REG_EXTENDED, REG_NOTBOL);
	CHECK_MATCHES(NOTEOL, REG_EXTENDED, REG_NOTEOL);
	CHECK_MATCHES(NOTBOL_LINES, REG_EXTENDED | REG_NEWLINE, REG_NOTBOL);
	CHECK_MATCHES(NOTEOL_LINES, REG_EXTENDED | REG_NEWLINE, REG_NOTEOL);
	return check_status();
}
