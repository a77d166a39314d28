/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX scandir, alphasort: selection, order, a list of allocated entries; folders that are not there */
#define _XOPEN_SOURCE 700
#include "files.h"
#include <errno.h>

static int not_hidden(const struct dirent *entry)
{
	return entry->d_name[0] != '.';
}

static int none(const struct dirent *entry)
{
	(void)entry;
	return 0;
}

static int backwards(const struct dirent **a, const struct dirent **b)
{
	return -alphasort(a, b);
}

static void expect(int (*select)(const struct dirent *), int (*order)(const struct dirent **, const struct dirent **), const char *text)
{
	struct dirent **list = NULL;
	char got[200] = "";
	int n = scandir(".", &list, select, order);

	CHECK(n >= 0);
	for (int i = 0; i < n; i++) {
		strcat(strcat(got, list[i]->d_name), " ");
		free(list[i]);
	}
	free(list);
	CHECK_STR(got, text);
}

int main(void)
{
	struct dirent **list;

	files_enter();
	files_put("pear", "");
	files_put("apple", "");
	files_put("fig", "");
	files_put(".hidden", "");
	REQUIRE(mkdir("cherry", 0755) == 0);
	expect(not_hidden, alphasort, "apple cherry fig pear ");
	expect(not_hidden, backwards, "pear fig cherry apple ");
	expect(none, alphasort, "");
	errno = 0;
	CHECK_INT(scandir("absent", &list, NULL, NULL), -1);
	CHECK_INT(errno, ENOENT);
	errno = 0;
	CHECK_INT(scandir("fig", &list, NULL, NULL), -1);
	CHECK_INT(errno, ENOTDIR);
	CHECK_INT(scandir("cherry", &list, not_hidden, alphasort), 0);
	free(list);
	return check_status();
}
