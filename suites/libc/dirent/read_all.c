/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX opendir, readdir, closedir: each name once, `.` and `..`, end and errors kept apart by errno, inode numbers as stat has them */
#define _XOPEN_SOURCE 700
#include "files.h"
#include <errno.h>

#define COUNT 150

static int seen[COUNT], dots, others;

static void note(const struct dirent *entry)
{
	int number = -1;
	char rest;

	if (!strcmp(entry->d_name, ".") || !strcmp(entry->d_name, ".."))
		dots++;
	else if (sscanf(entry->d_name, "entry-with-a-longer-name-%d%c", &number, &rest) == 1 && number >= 0 && number < COUNT)
		seen[number]++;
	else
		others++;
}

static void inode_numbers(void)
{
	struct dirent *entry;
	struct stat st;
	DIR *dir = opendir(".");

	REQUIRE(dir != NULL);
	while ((entry = readdir(dir)) != NULL)
		if (strcmp(entry->d_name, "..") != 0 && CHECK_INT(stat(entry->d_name, &st), 0))
			CHECK_UINT(entry->d_ino, st.st_ino);
	CHECK_INT(closedir(dir), 0);
}

static void errors(void)
{
	errno = 0;
	CHECK_PTR(opendir("absent"), NULL);
	CHECK_INT(errno, ENOENT);
	errno = 0;
	CHECK_PTR(opendir("entry-with-a-longer-name-0"), NULL);
	CHECK_INT(errno, ENOTDIR);
	errno = 0;
	CHECK_PTR(opendir(""), NULL);
	CHECK_INT(errno, ENOENT);
}

int main(void)
{
	struct dirent *entry;
	char name[64];
	DIR *dir;

	files_enter();
	for (int i = 0; i < COUNT; i++) {
		snprintf(name, sizeof(name), "entry-with-a-longer-name-%d", i);
		files_put(name, "");
	}
	dir = opendir(".");
	REQUIRE(dir != NULL);
	errno = 0;
	while ((entry = readdir(dir)) != NULL)
		note(entry);
	CHECK_INT(errno, 0);
	CHECK_PTR(readdir(dir), NULL); /* the end stays the end */
	CHECK_INT(errno, 0);
	CHECK_INT(closedir(dir), 0);
	for (int i = 0; i < COUNT; i++)
		if (!CHECK_INT(seen[i], 1))
			break;
	CHECK_INT(others, 0);
	CHECK(dots == 0 || dots == 2);
	inode_numbers();
	errors();
	return check_status();
}
