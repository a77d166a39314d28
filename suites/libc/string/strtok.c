/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.24.5.8 strtok: skips leading separators, ends tokens in place, takes other separators each call. */
#include "check.h"

#include <string.h>

int main(void)
{
	/* The example of the standard, 7.24.5.8 paragraph 8 */
	char str[] = "?a???b,,,#c", other[] = "\t \t", text[] = ";;x;y";
	char single[] = "alone", bytes[] = "\xff\x80-\xfe\x80";
	char *first;

	CHECK_STR(strtok(str, "?"), "a");
	CHECK_STR(strtok(NULL, ","), "??b");
	CHECK_PTR(strtok(other, " \t"), 0);
	first = strtok(text, ";");
	CHECK_PTR(first, text + 2);
	CHECK_INT(text[3], 0);
	CHECK_STR(strtok(NULL, ";"), "y");
	CHECK_PTR(strtok(NULL, ";"), 0);
	CHECK_PTR(strtok(NULL, ";"), 0);
	CHECK_STR(strtok(single, ";"), "alone");
	CHECK_PTR(strtok(NULL, ";"), 0);
	CHECK_STR(strtok(bytes, "\x80-"), "\xff");
	CHECK_STR(strtok(NULL, "\x80-"), "\xfe");
	CHECK_PTR(strtok(NULL, "\x80-"), 0);
	CHECK_STR(strtok(strcpy(str, "a,b"), ""), "a,b");
	return check_status();
}
