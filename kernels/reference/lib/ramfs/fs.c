/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * File systems in memory: their account, their nodes, their life.
 */
#include <errno.h>
#include <string.h>
#include <uk/alloc.h>

#include "ramfs.h"

#define RAMFS_MAGIC 0x858458f6L
#define LIMIT_SHARE 2 /* of the free memory, one file system may have 1/this */

void *ramfs_alloc(struct ramfs *r, size_t size)
{
	void *ptr;

	if (size > r->limit - r->used)
		return NULL;
	ptr = uk_zalloc(uk_alloc_get_default(), size);
	if (ptr)
		r->used += size;
	return ptr;
}

void ramfs_free(struct ramfs *r, void *ptr, size_t size)
{
	uk_free(uk_alloc_get_default(), ptr);
	r->used -= size;
}

void *ramfs_page_alloc(struct ramfs *r)
{
	void *page;

	if (__PAGE_SIZE > r->limit - r->used)
		return NULL;
	page = uk_palloc(uk_alloc_get_default(), 1);
	if (!page)
		return NULL;
	r->used += __PAGE_SIZE;
	return memset(page, 0, __PAGE_SIZE);
}

void ramfs_page_free(struct ramfs *r, void *page)
{
	uk_pfree(uk_alloc_get_default(), page, 1);
	r->used -= __PAGE_SIZE;
}

static const struct uk_file_ops *ops_for(__u32 mode)
{
	switch (mode & S_IFMT) {
	case S_IFREG:
		return &ramfs_file_ops;
	case S_IFLNK:
		return &ramfs_link_ops;
	default:
		return &ramfs_other_ops;
	}
}

struct ramfs_node *ramfs_node_create(struct ramfs *r, __u32 mode)
{
	struct ramfs_node *n = ramfs_alloc(r, sizeof(*n));

	if (!n)
		return NULL;
	uk_file_init(&n->file, ops_for(mode), mode);
	n->file.attr.nlink = 0;
	n->file.seals = RAMFS_SEAL_SEAL;
	n->file.fs = &r->fs;
	n->ramfs = r;
	r->nodes++;
	if ((mode & S_IFMT) == S_IFDIR) {
		n->file.dir_ops = &ramfs_dir_ops;
		n->dir.end = &n->dir.first;
		n->dir.next_pos = RAMFS_POS_FIRST;
	}
	return n;
}

static void free_unused(struct ramfs *r)
{
	if (r->nodes || r->is_mounted)
		return;
	UK_ASSERT(!r->used);
	uk_free(uk_alloc_get_default(), r);
}

void ramfs_node_destroy(struct uk_file *f)
{
	struct ramfs_node *n = ramfs_node(f);
	struct ramfs *r = n->ramfs;

	if (uk_file_is(f, S_IFREG))
		ramfs_tree_free(n, 0, __U64_MAX);
	else if (uk_file_is(f, S_IFLNK))
		ramfs_free(r, n->target, strlen(n->target) + 1);
	ramfs_free(r, n, sizeof(*n));
	r->nodes--;
	free_unused(r);
}

/* All names go, deepest first, without recursion */
static void remove_all(struct ramfs_node *root)
{
	struct ramfs_node *dir = root, *child;

	while (dir != root || dir->dir.first) {
		if (!dir->dir.first) {
			dir = ramfs_node(dir->file.parent);
			continue;
		}
		child = dir->dir.first->node;
		if (child->file.dir_ops && child->dir.first)
			dir = child;
		else
			ramfs_entry_remove(dir, dir->dir.first);
	}
}

static void destroy(struct uk_fs *fs)
{
	struct ramfs *r = __containerof(fs, struct ramfs, fs);

	remove_all(ramfs_node(fs->root));
	uk_file_put(fs->root);
	r->is_mounted = false;
	free_unused(r);
}

static void statfs(struct uk_fs *fs, struct uk_statfs *s)
{
	const struct ramfs *r = __containerof(fs, struct ramfs, fs);

	s->f_type = RAMFS_MAGIC;
	s->f_blocks = r->limit / __PAGE_SIZE;
	s->f_bfree = (r->limit - r->used) / __PAGE_SIZE;
	s->f_bavail = s->f_bfree;
	s->f_ffree = (r->limit - r->used) / sizeof(struct ramfs_node);
	s->f_files = s->f_ffree + r->nodes;
}

static const struct uk_fs_ops fs_ops = {
	.statfs = statfs,
	.destroy = destroy,
};

static struct ramfs *create(void)
{
	struct uk_alloc *a = uk_alloc_get_default();
	struct ramfs *r = uk_zalloc(a, sizeof(*r));

	if (!r)
		return NULL;
	r->limit = (size_t)uk_alloc_availmem(a) / LIMIT_SHARE;
	r->is_mounted = true;
	r->fs = (struct uk_fs){.ops = &fs_ops, .dev = uk_fs_new_dev()};
	return r;
}

int uk_ramfs_create(struct uk_fs **fs)
{
	struct ramfs *r = create();
	struct ramfs_node *root;

	if (!r)
		return -ENOMEM;
	root = ramfs_node_create(r, S_IFDIR | 0755);
	if (!root) {
		r->is_mounted = false;
		free_unused(r);
		return -ENOMEM;
	}
	root->file.attr.nlink = 2;
	r->fs.root = &root->file;
	*fs = &r->fs;
	return 0;
}

int uk_ramfs_anonymous(__u32 mode, struct uk_file **f)
{
	struct ramfs *r = create();
	struct ramfs_node *n;

	if (!r)
		return -ENOMEM;
	n = ramfs_node_create(r, S_IFREG | mode);
	r->is_mounted = false;
	if (!n) {
		free_unused(r);
		return -ENOMEM;
	}
	*f = &n->file;
	return 0;
}

static int mount(const char *source __unused, const char *data __unused,
		 struct uk_fs **fs)
{
	return uk_ramfs_create(fs);
}

UK_FS_TYPE(ramfs, "ramfs", mount);
UK_FS_TYPE(tmpfs, "tmpfs", mount);
