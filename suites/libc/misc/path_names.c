/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX basename, dirname: the tables of XCU basename and XSH dirname, trailing and double slashes, null and empty */
#define _XOPEN_SOURCE 700
#include "check.h"
#include <libgen.h>
#include <string.h>

static const struct {
	const char *path, *dir, *base;
} ROWS[] = {
	{"usr", ".", "usr"},	       {"usr/", ".", "usr"},	    {"", ".", "."},		   {"/", "/", "/"},
	{"/usr/lib", "/usr", "lib"},   {"/usr/", "/", "usr"},	    {"/usr", "/", "usr"},	   {".", ".", "."},
	{"..", ".", ".."},	       {"/home//dwc//test", "/home//dwc", "test"}, {"a/b/c///", "a/b", "c"}, {"a//b", "a", "b"},
	{"/a//", "/", "a"},	       {"../x", "..", "x"},	    {"./x/..", "./x", ".."},	   {"a/.", "a", "."},
};

int main(void)
{
	for (unsigned i = 0; i < sizeof(ROWS) / sizeof(*ROWS); i++) {
		char copy[40];

		check_row(ROWS[i].path, i);
		CHECK_STR(dirname(strcpy(copy, ROWS[i].path)), ROWS[i].dir);
		CHECK_STR(basename(strcpy(copy, ROWS[i].path)), ROWS[i].base);
	}
	check_row(NULL, 0);
	CHECK_STR(dirname(NULL), ".");
	CHECK_STR(basename(NULL), ".");
	return check_status();
}
