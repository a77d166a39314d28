/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX nftw, ftw: every object once, parents first or last, levels and bases, symbolic links, an early end */
#define _XOPEN_SOURCE 700
#include "files.h"
#include <errno.h>
#include <ftw.h>

static int files, folders, post, links, dangling, stop_after, calls, wrong;

static int visit(const char *path, const struct stat *st, int type, struct FTW *info)
{
	const char *base = path + info->base;
	int level = 0;

	for (const char *p = path; *p; p++)
		level += *p == '/';
	wrong += level != info->level || strchr(base, '/') != NULL || (info->level > 0 && path[info->base - 1] != '/');
	files += type == FTW_F;
	folders += type == FTW_D;
	post += type == FTW_DP;
	links += type == FTW_SL;
	dangling += type == FTW_SLN;
	if (type == FTW_F && !strcmp(base, "leaf"))
		CHECK_INT(st->st_size, 4);
	if (type == FTW_DP && !strcmp(path, "top"))
		CHECK_INT(calls, 6); /* after all below it */
	return ++calls == stop_after ? 33 : 0;
}

static int old_visit(const char *path, const struct stat *st, int type)
{
	(void)st;
	(void)type;
	wrong += strncmp(path, "top", 3) != 0;
	calls++;
	return 0;
}

static int walk(int flags)
{
	files = folders = post = links = dangling = calls = 0;
	return nftw("top", visit, 8, flags);
}

int main(void)
{
	files_enter();
	REQUIRE(mkdir("top", 0755) == 0 && mkdir("top/a", 0755) == 0 && mkdir("top/a/b", 0755) == 0);
	files_put("top/a/b/leaf", "1234");
	files_put("top/x", "");
	REQUIRE(symlink("x", "top/good") == 0 && symlink("nowhere", "top/bad") == 0);
	CHECK_INT(walk(FTW_PHYS), 0);
	CHECK_INT(files, 2);
	CHECK_INT(folders, 3);
	CHECK_INT(links, 2);
	CHECK_INT(walk(FTW_PHYS | FTW_DEPTH), 0);
	CHECK_INT(post, 3);
	CHECK_INT(folders, 0);
	CHECK_INT(walk(0), 0); /* follows links */
	CHECK_INT(files, 3);
	CHECK_INT(dangling, 1);
	stop_after = 3;
	CHECK_INT(walk(FTW_PHYS), 33);
	CHECK_INT(calls, 3);
	stop_after = calls = 0;
	CHECK_INT(ftw("top", old_visit, 4), 0);
	CHECK(calls >= 6);
	CHECK_INT(wrong, 0);
	errno = 0;
	CHECK_INT(nftw("absent", visit, 8, FTW_PHYS), -1);
	CHECK_INT(errno, ENOENT);
	return check_status();
}
