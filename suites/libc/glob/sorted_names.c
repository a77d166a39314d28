/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX glob: names in order, through folders, brackets and periods, gl_pathv ends with a null pointer */
#define _XOPEN_SOURCE 700
#include "files.h"
#include <glob.h>

static void expect(const char *pattern, int flags, const char *names)
{
	char got[400] = "";
	glob_t g;
	int status = glob(pattern, flags, NULL, &g);

	check_row(pattern, flags);
	if (names == NULL) {
		CHECK_INT(status, GLOB_NOMATCH);
		return;
	}
	if (!CHECK_INT(status, 0))
		return;
	for (size_t i = 0; i < g.gl_pathc; i++)
		snprintf(got + strlen(got), sizeof(got) - strlen(got), "%s%s", i ? " " : "", g.gl_pathv[i]);
	CHECK_STR(got, names);
	CHECK_PTR(g.gl_pathv[g.gl_pathc], NULL);
	globfree(&g);
}

int main(void)
{
	files_enter();
	REQUIRE(mkdir("dir", 0755) == 0 && mkdir("dir2", 0755) == 0 && mkdir(".hid", 0755) == 0);
	files_put("b.c", "");
	files_put("a.c", "");
	files_put("a.h", "");
	files_put("x*y", "");
	files_put(".dot.c", "");
	files_put("dir/in.c", "");
	files_put("dir2/in.c", "");
	files_put("dir2/.in.c", "");
	expect("*.c", 0, "a.c b.c");
	expect("*", 0, "a.c a.h b.c dir dir2 x*y");
	expect("[ab].?", 0, "a.c a.h b.c");
	expect("[!a]*", 0, "b.c dir dir2 x*y");
	expect(".d*", 0, ".dot.c");
	expect("*/*.c", 0, "dir/in.c dir2/in.c");
	expect("dir?/.*.c", 0, "dir2/.in.c");
	expect("d*", GLOB_MARK, "dir/ dir2/");
	expect("a.c", 0, "a.c");
	expect("./a.*", 0, "./a.c ./a.h");
	expect("dir//in.c", 0, "dir//in.c");
	expect("x\\*y", 0, "x*y");
	expect("x\\*y", GLOB_NOESCAPE, NULL);
	expect("none*", 0, NULL);
	expect("a.c/*", 0, NULL);
	expect("none*", GLOB_NOCHECK, "none*");
	expect("dir2/*", GLOB_MARK, "dir2/in.c");
	return check_status();
}
