/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Names that change. Memory is taken first, so that nothing is lost where there
 * is none.
 */
#include <errno.h>

#include "ramfs.h"

/* The entry leaves its directory; a directory forgets its parent */
static void take_out(struct ramfs_node *dir, struct ramfs_entry *e)
{
	struct uk_file *f = &e->node->file;

	ramfs_entry_unlink(dir, e);
	if (f->dir_ops) {
		uk_file_put(f->parent);
		f->parent = NULL;
	}
}

static int exchange(struct ramfs_node *dir, struct ramfs_entry *e,
		    struct ramfs_node *to_dir, struct ramfs_entry *other)
{
	struct ramfs_node *n = e->node;

	take_out(dir, e);
	take_out(to_dir, other);
	e->node = other->node;
	other->node = n;
	ramfs_entry_insert(dir, e);
	ramfs_entry_insert(to_dir, other);
	return 0;
}

int ramfs_rename(struct uk_file *dir_file, const struct uk_name *name,
		 struct uk_file *f, struct uk_file *to_file,
		 const struct uk_name *to, struct uk_file *victim,
		 bool is_exchange)
{
	struct ramfs_node *dir = ramfs_node(dir_file);
	struct ramfs_node *to_dir = ramfs_node(to_file);
	struct ramfs_entry *old = ramfs_entry_find(dir, name), *new, *taken;

	taken = victim ? ramfs_entry_find(to_dir, to) : NULL;
	if (is_exchange)
		return exchange(dir, old, to_dir, taken);
	if (taken && victim->dir_ops && taken->node->dir.first)
		return -ENOTEMPTY;
	new = ramfs_entry_create(dir->ramfs, to, ramfs_node(f));
	if (!new)
		return -ENOSPC;
	if (taken)
		ramfs_entry_remove(to_dir, taken);
	take_out(dir, old);
	ramfs_entry_insert(to_dir, new);
	ramfs_free(dir->ramfs, old, sizeof(*old) + old->len);
	uk_file_put(f); /* of the old entry; the caller has one */
	return 0;
}
