/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX realpath: links, dots and slashes resolved, an allocated result, paths that lead nowhere */
#define _XOPEN_SOURCE 700
#include "files.h"
#include <errno.h>
#include <limits.h>

static char base[PATH_MAX];

static void expect(const char *path, const char *below)
{
	char wanted[PATH_MAX + 20], got[PATH_MAX], *allocated;

	check_row(path, 0);
	snprintf(wanted, sizeof(wanted), "%s%s", base, below);
	CHECK_PTR(realpath(path, got), got);
	CHECK_STR(got, wanted);
	allocated = realpath(path, NULL);
	CHECK_STR(allocated, wanted);
	free(allocated);
	check_row(NULL, 0);
}

static void fails(const char *path, int error)
{
	check_row(path, 0);
	errno = 0;
	CHECK_PTR(realpath(path, NULL), NULL);
	CHECK_INT(errno, error);
	check_row(NULL, 0);
}

int main(void)
{
	files_enter();
	REQUIRE(realpath(".", base) != NULL);
	CHECK_INT(base[0], '/');
	REQUIRE(mkdir("d", 0755) == 0 && mkdir("d/e", 0755) == 0);
	files_put("d/e/f", "");
	REQUIRE(symlink("d/e", "short") == 0 && symlink("../..", "d/e/up") == 0 && symlink("loop", "loop") == 0);
	expect("d/e/f", "/d/e/f");
	expect("./d//e/./f", "/d/e/f");
	expect("d/../d/e/../e", "/d/e");
	expect("short/f", "/d/e/f");
	expect("short/up", "");
	expect("short/up/d", "/d");
	expect("short/../e", "/d/e"); /* the parent of where the link leads */
	expect("d/e/", "/d/e");
	CHECK_STR(realpath("/", NULL), "/");
	CHECK_STR(realpath("/../..", NULL), "/");
	fails("absent", ENOENT);
	fails("d/absent/x", ENOENT);
	fails("d/e/f/x", ENOTDIR);
	fails("loop", ELOOP);
	fails("", ENOENT);
	fails(NULL, EINVAL);
	return check_status();
}
