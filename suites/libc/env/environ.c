/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX.1-2017 XBD 8.1, XSH environ: the program may give itself another environment; a null pointer is an empty one. */
#define _XOPEN_SOURCE 700
#include "check.h"

#include <stdlib.h>
#include <string.h>

extern char **environ;

int main(int argc, char **argv, char **envp)
{
	static char a[] = "A=1", b[] = "B=2", none[] = "NOSIGN";
	char *own[] = { a, none, b, NULL }, *empty[] = { NULL };
	char **old = environ;

	(void)argc;
	(void)argv;
	CHECK_PTR(environ, envp);
	CHECK_STR(getenv("HOME"), "/");
	CHECK_STR(getenv("TMPDIR"), "/tmp");
	environ = own;
	CHECK_STR(getenv("A"), "1");
	CHECK_STR(getenv("B"), "2");
	CHECK_PTR(getenv("NOSIGN"), 0);
	CHECK_PTR(getenv("HOME"), 0);
	CHECK_INT(setenv("C", "3", 1), 0);
	CHECK_STR(getenv("C"), "3");
	CHECK_STR(getenv("A"), "1");
	CHECK_INT(setenv("A", "new", 1), 0);
	CHECK_STR(getenv("A"), "new");
	CHECK_STR(a, "A=1");
	environ = empty;
	CHECK_PTR(getenv("A"), 0);
	CHECK_INT(unsetenv("A"), 0);
	CHECK_INT(setenv("D", "4", 1), 0);
	CHECK_STR(getenv("D"), "4");
	environ = NULL;
	CHECK_PTR(getenv("D"), 0);
	CHECK_INT(setenv("E", "5", 1), 0);
	CHECK_STR(getenv("E"), "5");
	CHECK_PTR(environ[1], 0);
	environ = old;
	CHECK_STR(getenv("HOME"), "/");
	return check_status();
}
