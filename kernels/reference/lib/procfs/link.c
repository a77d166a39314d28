/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Links of /proc/self: they have a text for readlink(), but lead to the file
 * itself, with or without a name.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <uk/alloc.h>
#include <uk/fdtab.h>

#include "procfs.h"

/** Path of the running program, as argv[0]; weak: none */
const char *uk_program_path(void);

__weak const char *uk_program_path(void)
{
	return "/";
}

/* What has no name in a directory is shown by its kind */
static long put_kind(const struct uk_file *f, char *buf, size_t cap)
{
	const char *kind = "anon_inode";

	if (uk_file_is(f, S_IFIFO))
		kind = "pipe";
	else if (uk_file_is(f, S_IFSOCK))
		kind = "socket";
	snprintf(buf, cap, "%s:[%lu]", kind, (unsigned long)f->attr.ino);
	return (long)strlen(buf);
}

static long put_path(struct uk_ofile *of, char *buf, size_t cap)
{
	static const char deleted[] = " (deleted)";
	long len;

	if (of->file->dir_ops)
		len = uk_path_text(of->file, NULL, buf, cap);
	else if (of->dir && of->name)
		len = uk_path_text(of->dir, of->name, buf, cap);
	else
		return put_kind(of->file, buf, cap);
	if (len > 0 && !of->file->attr.nlink &&
	    (size_t)len + sizeof(deleted) <= cap) {
		strcpy(buf + len, deleted);
		len += (long)sizeof(deleted) - 1;
	}
	return len;
}

static long put_text(int what, char *buf, size_t cap)
{
	struct uk_ofile *of;
	long len;

	switch (what) {
	case PROCFS_EXE:
		return (long)MIN(strlcpy(buf, uk_program_path(), cap), cap - 1);
	case PROCFS_CWD:
		return uk_path_text(uk_process_cwd(), NULL, buf, cap);
	case PROCFS_ROOT_DIR:
		return (long)strlcpy(buf, "/", cap);
	default:
		of = uk_fdtab_get(what);
		if (!of)
			return -ENOENT;
		len = put_path(of, buf, cap);
		uk_ofile_put(of);
		return len;
	}
}

static long readlink(struct uk_file *f, char *buf, size_t cap)
{
	char *text = uk_malloc(uk_alloc_get_default(), PATH_MAX);
	long len;

	if (!text)
		return -ENOMEM;
	len = put_text(procfs_node(f)->what, text, PATH_MAX);
	if (len > 0) {
		len = MIN(len, (long)cap);
		memcpy(buf, text, (size_t)len);
	}
	uk_free(uk_alloc_get_default(), text);
	return len;
}

static int follow(struct uk_file *f, struct uk_file **target)
{
	struct uk_ofile *of;

	switch (procfs_node(f)->what) {
	case PROCFS_EXE:
		return -ENOENT;
	case PROCFS_CWD:
		*target = uk_process_cwd();
		break;
	case PROCFS_ROOT_DIR:
		*target = uk_process_root();
		break;
	default:
		of = uk_fdtab_get(procfs_node(f)->what);
		if (!of)
			return -ENOENT;
		*target = of->file;
		uk_file_get(*target);
		uk_ofile_put(of);
		return 0;
	}
	uk_file_get(*target);
	return 0;
}

const struct uk_file_ops procfs_link_ops = {
	.readlink = readlink,
	.follow = follow,
	.destroy = procfs_node_destroy,
};
