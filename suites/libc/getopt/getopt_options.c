/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX getopt, XBD 12.2: grouped options, arguments glued and apart, `--`, a lone `-`, where scanning ends */
#define _XOPEN_SOURCE 700
#include "check.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Runs getopt() to its end: "a b=ARG ..." and the index where operands begin. */
static int scan(char **argv, const char *options, char *text, size_t size)
{
	int argc = 0, c;

	while (argv[argc])
		argc++;
	text[0] = '\0';
	optind = 1;
	opterr = 0;
	while ((c = getopt(argc, argv, options)) != -1) {
		char one[40];

		snprintf(one, sizeof(one), optarg ? "%c=%s " : "%c ", c, optarg);
		optarg = NULL;
		strncat(text, one, size - strlen(text) - 1);
	}
	return optind;
}

#define ROW(operands, result, options, ...)                                    \
	do {                                                                   \
		char *argv_[] = {"program", __VA_ARGS__, NULL}, text_[200];    \
		CHECK_INT(scan(argv_, options, text_, sizeof(text_)), operands); \
		CHECK_STR(text_, result);                                      \
	} while (0)

int main(void)
{
	setenv("POSIXLY_CORRECT", "1", 1); /* libraries that reorder operands stop doing so */
	ROW(4, "a b c ", "abc", "-a", "-b", "-c");
	ROW(2, "a b c ", "abc", "-abc");
	ROW(3, "a b=x c ", "ab:c", "-abx", "-c");
	ROW(4, "b=x c ", "ab:c", "-b", "x", "-c");
	ROW(3, "b=-c ", "ab:c", "-b", "-c"); /* an option's argument may look like one */
	ROW(3, "b=-- ", "ab:c", "-b", "--");
	ROW(3, "a ", "ab:c", "-a", "--", "-c");
	ROW(2, "a ", "ab", "-a", "operand");
	ROW(2, "a ", "ab", "-a", "-", "-b");
	ROW(1, "", "ab", "operand");
	ROW(2, "", "ab", "--", "-a");
	ROW(2, "b=c ", "b:c", "-bc");
	ROW(3, "b= ", "b:", "-b", "");
	ROW(2, "a a a ", "a", "-aaa");
	ROW(4, "b=1 b=2 ", "b:", "-b1", "-b", "2");
	return check_status();
}
