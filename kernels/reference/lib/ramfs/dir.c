/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Directories: a list of entries in the order of their making. An entry's position
 * is never given again, so that a reader who stopped somewhere goes on right.
 */
#include <errno.h>
#include <string.h>

#include "ramfs.h"

#define ENTRY_SHOWN_SIZE 32 /* what an entry adds to the size of a directory */

/* Fowler, Noll, Vo: FNV-1a of 32 bits */
static __u32 hash_of(const struct uk_name *name)
{
	__u32 h = 0x811c9dc5;

	for (size_t i = 0; i < name->len; i++)
		h = (h ^ (__u8)name->text[i]) * 0x01000193;
	return h;
}

struct ramfs_entry *ramfs_entry_find(const struct ramfs_node *dir,
				     const struct uk_name *name)
{
	__u32 hash = hash_of(name);

	for (struct ramfs_entry *e = dir->dir.first; e; e = e->next) {
		if (e->hash == hash && e->len == name->len &&
		    !memcmp(e->name, name->text, e->len))
			return e;
	}
	return NULL;
}

struct ramfs_entry *ramfs_entry_create(struct ramfs *r,
				       const struct uk_name *name,
				       struct ramfs_node *n)
{
	struct ramfs_entry *e = ramfs_alloc(r, sizeof(*e) + name->len);

	if (!e)
		return NULL;
	e->node = n;
	e->hash = hash_of(name);
	e->len = name->len;
	memcpy(e->name, name->text, name->len);
	uk_file_get(&n->file);
	return e;
}

static void free_entry(struct ramfs *r, struct ramfs_entry *e)
{
	struct ramfs_node *n = e->node;

	ramfs_free(r, e, sizeof(*e) + e->len);
	uk_file_put(&n->file);
}

void ramfs_entry_insert(struct ramfs_node *dir, struct ramfs_entry *e)
{
	struct uk_file *f = &e->node->file;

	e->pos = dir->dir.next_pos++;
	e->next = NULL;
	e->link = dir->dir.end;
	*e->link = e;
	dir->dir.end = &e->next;
	dir->file.attr.size += ENTRY_SHOWN_SIZE;
	uk_file_touch(&dir->file, UK_ATTR_MTIME);
	uk_file_touch(f, 0);
	if (f->dir_ops) {
		f->parent = &dir->file;
		uk_file_get(f->parent);
		dir->file.attr.nlink++;
	}
}

void ramfs_entry_unlink(struct ramfs_node *dir, struct ramfs_entry *e)
{
	*e->link = e->next;
	if (e->next)
		e->next->link = e->link;
	else
		dir->dir.end = e->link;
	dir->file.attr.size -= ENTRY_SHOWN_SIZE;
	uk_file_touch(&dir->file, UK_ATTR_MTIME);
	uk_file_touch(&e->node->file, 0);
	if (e->node->file.dir_ops)
		dir->file.attr.nlink--;
}

void ramfs_entry_remove(struct ramfs_node *dir, struct ramfs_entry *e)
{
	struct uk_attr *attr = &e->node->file.attr;

	ramfs_entry_unlink(dir, e);
	attr->nlink = e->node->file.dir_ops ? 0 : attr->nlink - 1;
	free_entry(dir->ramfs, e);
}

static int lookup(struct uk_file *dir, const struct uk_name *name,
		  struct uk_file **f)
{
	struct ramfs_entry *e = ramfs_entry_find(ramfs_node(dir), name);

	if (!e)
		return -ENOENT;
	*f = &e->node->file;
	uk_file_get(*f);
	return 0;
}

/* Names a new node. The caller's reference remains */
static int add(struct ramfs_node *dir, const struct uk_name *name,
	       struct ramfs_node *n)
{
	struct ramfs_entry *e = ramfs_entry_create(dir->ramfs, name, n);

	if (!e)
		return -ENOSPC;
	n->file.attr.nlink = n->file.dir_ops ? 2 : n->file.attr.nlink + 1;
	ramfs_entry_insert(dir, e);
	return 0;
}

static int create(struct uk_file *dir, const struct uk_name *name, __u32 mode,
		  __u64 rdev, struct uk_file **f)
{
	struct ramfs_node *n = ramfs_node_create(ramfs_node(dir)->ramfs, mode);
	int rc;

	if (!n)
		return -ENOSPC;
	n->file.attr.rdev = rdev;
	uk_file_inherit(&n->file, dir);
	rc = add(ramfs_node(dir), name, n);
	if (rc)
		uk_file_put(&n->file);
	else
		*f = &n->file;
	return rc;
}

static int tmpfile(struct uk_file *dir, __u32 mode, struct uk_file **f)
{
	struct ramfs_node *n = ramfs_node_create(ramfs_node(dir)->ramfs, mode);

	if (!n)
		return -ENOSPC;
	uk_file_inherit(&n->file, dir);
	*f = &n->file;
	return 0;
}

static int symlink(struct uk_file *dir, const struct uk_name *name,
		   const char *target)
{
	struct ramfs *r = ramfs_node(dir)->ramfs;
	size_t size = strlen(target) + 1;
	char *text = ramfs_alloc(r, size);
	struct ramfs_node *n;
	int rc;

	if (!text)
		return -ENOSPC;
	n = ramfs_node_create(r, S_IFLNK | 0777);
	if (!n) {
		ramfs_free(r, text, size);
		return -ENOSPC;
	}
	n->target = memcpy(text, target, size);
	n->file.attr.size = (__s64)size - 1;
	uk_file_inherit(&n->file, dir);
	rc = add(ramfs_node(dir), name, n);
	uk_file_put(&n->file);
	return rc;
}

static int link(struct uk_file *dir, const struct uk_name *name,
		struct uk_file *f)
{
	return add(ramfs_node(dir), name, ramfs_node(f));
}

static int unlink(struct uk_file *dir, const struct uk_name *name,
		  struct uk_file *f)
{
	if (f->dir_ops && ramfs_node(f)->dir.first)
		return -ENOTEMPTY;
	ramfs_entry_remove(ramfs_node(dir),
			   ramfs_entry_find(ramfs_node(dir), name));
	return 0;
}

/* `.` is entry 0, `..` entry 1. @return false: no room */
static bool emit_dots(struct uk_file *dir, __s64 *pos, uk_dir_emit_t emit,
		      void *arg)
{
	struct uk_file *which;
	struct uk_name name = {"..", 0};

	while (*pos < RAMFS_POS_FIRST) {
		which = *pos ? uk_dir_parent(dir) : dir;
		name.len = *pos ? 2 : 1;
		if (!emit(arg, &name, which->attr.ino, S_IFDIR, *pos + 1))
			return false;
		++*pos;
	}
	return true;
}

static int readdir(struct uk_file *dir, __s64 *pos, uk_dir_emit_t emit,
		   void *arg)
{
	struct uk_name name;

	uk_file_touch(dir, UK_ATTR_ATIME);
	if (!emit_dots(dir, pos, emit, arg))
		return 0;
	for (struct ramfs_entry *e = ramfs_node(dir)->dir.first; e;
	     e = e->next) {
		if (e->pos < *pos)
			continue;
		name = (struct uk_name){e->name, e->len};
		if (!emit(arg, &name, e->node->file.attr.ino,
			  e->node->file.attr.mode, e->pos + 1))
			return 0;
		*pos = e->pos + 1;
	}
	return 0;
}

static long name_of(struct uk_file *dir, const struct uk_file *child, char *buf,
		    size_t cap)
{
	for (struct ramfs_entry *e = ramfs_node(dir)->dir.first; e;
	     e = e->next) {
		if (&e->node->file != child)
			continue;
		if (e->len > cap)
			return -ERANGE;
		memcpy(buf, e->name, e->len);
		return (long)e->len;
	}
	return -ENOENT;
}

const struct uk_dir_ops ramfs_dir_ops = {
	.lookup = lookup,
	.create = create,
	.tmpfile = tmpfile,
	.symlink = symlink,
	.link = link,
	.unlink = unlink,
	.rename = ramfs_rename,
	.readdir = readdir,
	.name_of = name_of,
};
