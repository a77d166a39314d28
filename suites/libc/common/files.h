/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A folder of its own for programs that need files: the current folder of the
 * program becomes a new one below $TMPDIR (or /tmp), removed when it ends.
 */
#ifndef FILES_H
#define FILES_H

#include "check.h"
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char files_folder[256];

static inline void files_remove(const char *folder, int depth)
{
	struct dirent *entry;
	char path[600];
	DIR *dir = opendir(folder);

	while (dir && (entry = readdir(dir)) != NULL) {
		if (!strcmp(entry->d_name, ".") || !strcmp(entry->d_name, ".."))
			continue;
		snprintf(path, sizeof(path), "%s/%s", folder, entry->d_name);
		if (unlink(path) != 0 && depth < 8)
			files_remove(path, depth + 1);
	}
	if (dir)
		closedir(dir);
	rmdir(folder);
}

static inline void files_leave(void)
{
	if (chdir("/") == 0)
		files_remove(files_folder, 0);
}

static inline void files_enter(void)
{
	const char *base = getenv("TMPDIR");

	snprintf(files_folder, sizeof(files_folder), "%s/libc-XXXXXX", base ? base : "/tmp");
	REQUIRE(mkdtemp(files_folder) != NULL);
	atexit(files_leave);
	REQUIRE(chdir(files_folder) == 0);
}

/* A new file with this text */
static inline void files_put(const char *path, const char *text)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0644);

	REQUIRE(fd >= 0);
	REQUIRE(write(fd, text, strlen(text)) == (ssize_t)strlen(text));
	REQUIRE(close(fd) == 0);
}

#endif
