/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Helpers of suite vfs.
 */
#include <uk/alloc.h>
#include <uk/process_files.h>

#include "suite.h"
#include "wait.h"

__ssz vfs_free_memory(void)
{
	__ssz bytes;

	/* threads of the case that have ended are freed by the others */
	vfs_settle();
	vfscore_process_end();
	bytes = uk_alloc_availmem(uk_alloc_get_default());
	vfs_begin();
	return bytes;
}

void vfs_begin(void)
{
	vfscore_process_reset();
}

int vfs_make(const char *path, const char *text)
{
	int fd = vfs_open(path, O_CREAT | O_WRONLY | O_TRUNC, 0666);
	long rc;

	if (fd < 0)
		return fd;
	rc = SYS(write, fd, text, strlen(text));
	SYS(close, fd);
	return rc < 0 ? (int)rc : 0;
}

long vfs_size(const char *path)
{
	struct uk_stat st;
	long rc = SYS(newfstatat, AT_FDCWD, path, &st, 0);

	return rc ? rc : st.st_size;
}

bool vfs_has(const char *path, const char *text)
{
	static char buf[512];
	int fd = vfs_open(path, O_RDONLY, 0);
	long len;

	if (fd < 0)
		return false;
	len = SYS(read, fd, buf, sizeof(buf));
	SYS(close, fd);
	return len == (long)strlen(text) && !memcmp(buf, text, (size_t)len);
}

static void add_names(const char *buf, long len, char *list, size_t cap)
{
	for (long at = 0; at < len; at += *(const __u16 *)(buf + at + 16)) {
		const char *name = buf + at + 19;

		if (!strcmp(name, ".") || !strcmp(name, ".."))
			continue;
		strlcat(list, name, cap);
		strlcat(list, " ", cap);
	}
}

const char *vfs_list(const char *path)
{
	static char list[1024];
	static char buf[256] __align(8);
	int fd = vfs_open(path, O_RDONLY | O_DIRECTORY, 0);
	long len;

	list[0] = '\0';
	while ((len = SYS(getdents64, fd, buf, sizeof(buf))) > 0)
		add_names(buf, len, list, sizeof(list));
	if (len < 0)
		strlcat(list, "error", sizeof(list));
	SYS(close, fd);
	return list;
}

/* The first SIGPIPE that nobody takes stays pending, with memory of its own */
static int leave_signal_pending(struct uk_testsuite *suite __unused)
{
	int fds[2];

	if (SYS(pipe2, fds, 0))
		return -ENOMEM;
	SYS(close, fds[0]);
	SYS(write, fds[1], "x", 1);
	SYS(close, fds[1]);
	return 0;
}

uk_testsuite_register(vfs, leave_signal_pending);
