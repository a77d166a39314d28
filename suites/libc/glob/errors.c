/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX glob errfunc, GLOB_ERR, GLOB_ABORTED: folders that cannot be read (here: a loop of symbolic links) */
#define _XOPEN_SOURCE 700
#include "files.h"
#include <errno.h>
#include <glob.h>

static int calls, last_error, answer;
static char last_path[100];

static int on_error(const char *path, int error)
{
	calls++;
	last_error = error;
	snprintf(last_path, sizeof(last_path), "%s", path);
	return answer;
}

int main(void)
{
	glob_t g;
	int status;

	files_enter();
	REQUIRE(mkdir("good", 0755) == 0);
	files_put("good/file", "");
	REQUIRE(symlink("loop", "loop") == 0);
	CHECK_INT(glob("good/f*", 0, on_error, &g), 0);
	CHECK_INT(calls, 0);
	globfree(&g);
	answer = 1; /* nonzero ends the search */
	status = glob("loop/*", 0, on_error, &g);
	CHECK(status == GLOB_ABORTED || status == GLOB_NOMATCH);
	CHECK_INT(calls, 1);
	CHECK_INT(last_error, ELOOP);
	CHECK(strncmp(last_path, "loop", 4) == 0);
	answer = 0; /* zero goes on */
	CHECK_INT(glob("loop/*", 0, on_error, &g), GLOB_NOMATCH);
	CHECK_INT(glob("good/*", GLOB_ERR, NULL, &g), 0);
	CHECK_UINT(g.gl_pathc, 1);
	globfree(&g);
	CHECK_INT(glob("absent/*", 0, on_error, &g), GLOB_NOMATCH);
	return check_status();
}
