/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The directories of /proc: what they hold is fixed, but for fd/, which shows the
 * table of descriptors.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <uk/fdtab.h>

#include "procfs.h"

struct fixed {
	const char *name;
	bool is_dir;
	int what;
};

static const struct fixed in_root[] = {{"self", true, PROCFS_SELF}};
static const struct fixed in_self[] = {
	{"fd", true, PROCFS_FD},
	{"exe", false, PROCFS_EXE},
	{"cwd", false, PROCFS_CWD},
	{"root", false, PROCFS_ROOT_DIR},
};

static const struct {
	const struct fixed *entries;
	unsigned int count;
} contents[PROCFS_DIRS] = {
	{in_root, ARRAY_SIZE(in_root)},
	{in_self, ARRAY_SIZE(in_self)},
	{NULL, 0},
};

static bool is_name(const struct uk_name *name, const char *text)
{
	return strlen(text) == name->len && !memcmp(text, name->text, name->len);
}

/* A number without sign and leading zero. @return -1: it is none */
static int number_of(const struct uk_name *name)
{
	long value = 0;

	if (name->len > 9 || (name->len > 1 && *name->text == '0'))
		return -1;
	for (size_t i = 0; i < name->len; i++) {
		if (name->text[i] < '0' || name->text[i] > '9')
			return -1;
		value = value * 10 + (name->text[i] - '0');
	}
	return (int)value;
}

static int make_link(struct procfs *p, int what, struct uk_file **f)
{
	struct procfs_node *n = procfs_node_create(p, S_IFLNK | 0777, what);

	if (!n)
		return -ENOMEM;
	*f = &n->file;
	return 0;
}

static int lookup_fixed(struct procfs *p, const struct fixed *e,
			struct uk_file **f)
{
	if (!e->is_dir)
		return make_link(p, e->what, f);
	*f = &p->dirs[e->what]->file;
	uk_file_get(*f);
	return 0;
}

static int lookup(struct uk_file *dir, const struct uk_name *name,
		  struct uk_file **f)
{
	struct procfs_node *n = procfs_node(dir);
	int fd;

	for (unsigned int i = 0; i < contents[n->what].count; i++) {
		if (is_name(name, contents[n->what].entries[i].name))
			return lookup_fixed(n->procfs,
					    &contents[n->what].entries[i], f);
	}
	fd = n->what == PROCFS_FD ? number_of(name) : -1;
	if (fd < 0 || uk_fdtab_flags(fd) < 0)
		return -ENOENT;
	return make_link(n->procfs, fd, f);
}

/* Position 0 and 1 are the dots, then the fixed entries, then descriptors */
static int emit_descriptors(__s64 *pos, uk_dir_emit_t emit, void *arg)
{
	struct uk_name name;
	char text[12];

	for (int fd = uk_fdtab_next((int)*pos - 2); fd >= 0;
	     fd = uk_fdtab_next(fd + 1)) {
		name.text = text;
		name.len = (size_t)snprintf(text, sizeof(text), "%d", fd);
		if (!emit(arg, &name, procfs_ino(false, fd), S_IFLNK, fd + 3))
			break;
		*pos = fd + 3;
	}
	return 0;
}

static bool emit_at(struct uk_file *dir, __s64 pos, uk_dir_emit_t emit,
		    void *arg)
{
	struct uk_file *which = pos ? uk_dir_parent(dir) : dir;
	struct uk_name name = {"..", pos ? 2 : 1};
	const struct fixed *e;

	if (pos < 2)
		return emit(arg, &name, which->attr.ino, S_IFDIR, pos + 1);
	e = &contents[procfs_node(dir)->what].entries[pos - 2];
	name = (struct uk_name){e->name, strlen(e->name)};
	return emit(arg, &name, procfs_ino(e->is_dir, e->what),
		    e->is_dir ? S_IFDIR : S_IFLNK, pos + 1);
}

static int readdir(struct uk_file *dir, __s64 *pos, uk_dir_emit_t emit,
		   void *arg)
{
	int what = procfs_node(dir)->what;

	for (; *pos < 2 + (__s64)contents[what].count; ++*pos) {
		if (!emit_at(dir, *pos, emit, arg))
			return 0;
	}
	return what == PROCFS_FD ? emit_descriptors(pos, emit, arg) : 0;
}

static long name_of(struct uk_file *dir, const struct uk_file *child, char *buf,
		    size_t cap)
{
	const char *name = procfs_node(child)->what == PROCFS_FD ? "fd" : "self";

	return (long)MIN(strlcpy(buf, name, cap), cap);
}

const struct uk_dir_ops procfs_dir_ops = {
	.lookup = lookup,
	.readdir = readdir,
	.name_of = name_of,
};
