/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.21.4.1 remove, 7.21.4.2 rename, POSIX.1-2017: files and empty folders go, names move and replace. */
#define _XOPEN_SOURCE 700
#include "check.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void make(const char *name, const char *text)
{
	FILE *f = fopen(name, "w");

	REQUIRE(f);
	fputs(text, f);
	fclose(f);
}

static void content(const char *name, const char *expected)
{
	char text[16] = "";
	FILE *f = fopen(name, "r");

	REQUIRE(f);
	CHECK_PTR(fgets(text, sizeof(text), f), text);
	CHECK_STR(text, expected);
	fclose(f);
}

int main(void)
{
	make("rr_a.tmp", "a");
	make("rr_b.tmp", "b");
	CHECK_INT(rename("rr_a.tmp", "rr_c.tmp"), 0);
	CHECK_INT(access("rr_a.tmp", F_OK), -1);
	content("rr_c.tmp", "a");
	CHECK_INT(rename("rr_c.tmp", "rr_b.tmp"), 0);
	content("rr_b.tmp", "a");
	CHECK_INT(rename("rr_b.tmp", "rr_b.tmp"), 0);
	errno = 0;
	CHECK_INT(rename("rr_none.tmp", "rr_x.tmp"), -1);
	CHECK_INT(errno, ENOENT);
	CHECK_INT(mkdir("rr_dir.tmp", 0700), 0);
	make("rr_dir.tmp/f", "f");
	CHECK(remove("rr_dir.tmp") != 0);
	CHECK(errno == ENOTEMPTY || errno == EEXIST);
	CHECK_INT(rename("rr_dir.tmp/f", "rr_f.tmp"), 0);
	CHECK_INT(remove("rr_dir.tmp"), 0);
	CHECK_INT(remove("rr_f.tmp"), 0);
	CHECK_INT(remove("rr_b.tmp"), 0);
	errno = 0;
	CHECK_INT(remove("rr_b.tmp"), -1);
	CHECK_INT(errno, ENOENT);
	return check_status();
}
