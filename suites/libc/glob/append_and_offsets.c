/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX glob GLOB_APPEND, GLOB_DOOFFS: reserved slots in front, results of several calls in one list */
#define _XOPEN_SOURCE 700
#include "files.h"
#include <glob.h>

int main(void)
{
	glob_t g;

	files_enter();
	files_put("one.a", "");
	files_put("two.a", "");
	files_put("one.b", "");
	memset(&g, 0, sizeof(g));
	g.gl_offs = 2;
	CHECK_INT(glob("*.b", GLOB_DOOFFS, NULL, &g), 0);
	CHECK_UINT(g.gl_pathc, 1);
	CHECK_PTR(g.gl_pathv[0], NULL);
	CHECK_PTR(g.gl_pathv[1], NULL);
	CHECK_STR(g.gl_pathv[2], "one.b");
	CHECK_PTR(g.gl_pathv[3], NULL);
	CHECK_INT(glob("*.a", GLOB_DOOFFS | GLOB_APPEND, NULL, &g), 0);
	CHECK_UINT(g.gl_pathc, 3);
	CHECK_PTR(g.gl_pathv[1], NULL);
	CHECK_STR(g.gl_pathv[2], "one.b"); /* each call sorts its own part */
	CHECK_STR(g.gl_pathv[3], "one.a");
	CHECK_STR(g.gl_pathv[4], "two.a");
	CHECK_PTR(g.gl_pathv[5], NULL);
	CHECK_INT(glob("none.*", GLOB_DOOFFS | GLOB_APPEND | GLOB_NOCHECK, NULL, &g), 0);
	CHECK_UINT(g.gl_pathc, 4);
	CHECK_STR(g.gl_pathv[5], "none.*");
	CHECK_INT(glob("*.zzz", GLOB_DOOFFS | GLOB_APPEND, NULL, &g), GLOB_NOMATCH);
	CHECK_UINT(g.gl_pathc, 4); /* what was there stays */
	CHECK_STR(g.gl_pathv[3], "one.a");
	globfree(&g);
	return check_status();
}
