/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX telldir, seekdir, rewinddir: going back to a remembered entry, and to the start with a fresh look at the folder */
#define _XOPEN_SOURCE 700
#include "files.h"

#define MAX 40

static char names[MAX][64];
static long places[MAX];

static int count_with(DIR *dir, const char *name)
{
	struct dirent *entry;
	int n = 0;

	while ((entry = readdir(dir)) != NULL)
		n += strcmp(entry->d_name, name) == 0;
	return n;
}

int main(void)
{
	struct dirent *entry;
	int n = 0;
	DIR *dir;

	files_enter();
	for (int i = 0; i < 25; i++) {
		char name[20];

		snprintf(name, sizeof(name), "f%d", i);
		files_put(name, "");
	}
	REQUIRE((dir = opendir(".")) != NULL);
	for (;;) {
		places[n] = telldir(dir);
		if ((entry = readdir(dir)) == NULL || n == MAX - 1)
			break;
		snprintf(names[n++], sizeof(names[0]), "%s", entry->d_name);
	}
	CHECK(n == 25 || n == 27);
	for (int i = n - 1; i >= 0; i -= 3) {
		seekdir(dir, places[i]);
		entry = readdir(dir);
		if (CHECK(entry != NULL))
			CHECK_STR(entry->d_name, names[i]);
		if (i + 1 < n) {
			entry = readdir(dir);
			CHECK(entry && strcmp(entry->d_name, names[i + 1]) == 0);
		}
	}
	rewinddir(dir);
	entry = readdir(dir);
	CHECK(entry && strcmp(entry->d_name, names[0]) == 0);
	files_put("new", "");
	CHECK_INT(unlink("f7"), 0);
	rewinddir(dir);
	CHECK_INT(count_with(dir, "new"), 1);
	rewinddir(dir);
	CHECK_INT(count_with(dir, "f7"), 0);
	CHECK_INT(closedir(dir), 0);
	return check_status();
}
