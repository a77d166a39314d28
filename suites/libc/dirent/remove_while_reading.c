/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX readdir: entries removed meanwhile may or may not come, all others come exactly once */
#define _XOPEN_SOURCE 700
#include "files.h"

#define COUNT 60

static int seen[COUNT];

int main(void)
{
	struct dirent *entry;
	char name[20];
	int left = 0;
	DIR *dir;

	files_enter();
	for (int i = 0; i < COUNT; i++) {
		snprintf(name, sizeof(name), "f%03d", i);
		files_put(name, "");
	}
	REQUIRE((dir = opendir(".")) != NULL);
	while ((entry = readdir(dir)) != NULL) {
		int i;

		if (sscanf(entry->d_name, "f%d", &i) != 1)
			continue;
		seen[i]++;
		if (i % 2 == 0)
			CHECK_INT(unlink(entry->d_name), 0); /* the one just read */
	}
	CHECK_INT(closedir(dir), 0);
	for (int i = 0; i < COUNT; i++)
		CHECK_INT(seen[i], 1);
	REQUIRE((dir = opendir(".")) != NULL);
	while ((entry = readdir(dir)) != NULL)
		left += entry->d_name[0] == 'f';
	CHECK_INT(left, COUNT / 2);
	rewinddir(dir);
	while ((entry = readdir(dir)) != NULL) /* empties the folder */
		if (entry->d_name[0] == 'f')
			CHECK_INT(unlink(entry->d_name), 0);
	rewinddir(dir);
	while ((entry = readdir(dir)) != NULL)
		CHECK_INT(entry->d_name[0], '.');
	CHECK_INT(closedir(dir), 0);
	return check_status();
}
