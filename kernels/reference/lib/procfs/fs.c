/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Life of /proc and of its nodes.
 */
#include <errno.h>
#include <uk/alloc.h>

#include "procfs.h"

#define PROC_MAGIC 0x9fa0
#define INO_LINKS 0x10000

static const struct uk_file_ops dir_file_ops = {
	.destroy = procfs_node_destroy,
};

__u64 procfs_ino(bool is_dir, int what)
{
	return is_dir ? (__u64)what + 1 : (__u64)(INO_LINKS + what);
}

struct procfs_node *procfs_node_create(struct procfs *p, __u32 mode, int what)
{
	struct procfs_node *n = uk_malloc(uk_alloc_get_default(), sizeof(*n));
	bool is_dir = (mode & S_IFMT) == S_IFDIR;

	if (!n)
		return NULL;
	uk_file_init(&n->file, is_dir ? &dir_file_ops : &procfs_link_ops, mode);
	n->file.attr.ino = procfs_ino(is_dir, what);
	n->file.fs = &p->fs;
	if (is_dir) {
		n->file.dir_ops = &procfs_dir_ops;
		n->file.attr.nlink = 2;
	}
	n->procfs = p;
	n->what = what;
	p->nodes++;
	return n;
}

static void free_unused(struct procfs *p)
{
	if (!p->nodes && !p->is_mounted)
		uk_free(uk_alloc_get_default(), p);
}

void procfs_node_destroy(struct uk_file *f)
{
	struct procfs *p = procfs_node(f)->procfs;

	uk_free(uk_alloc_get_default(), procfs_node(f));
	p->nodes--;
	free_unused(p);
}

static void destroy(struct uk_fs *fs)
{
	struct procfs *p = __containerof(fs, struct procfs, fs);

	for (int i = 0; i < PROCFS_DIRS; i++) {
		if (p->dirs[i])
			uk_file_put(&p->dirs[i]->file);
	}
	p->is_mounted = false;
	free_unused(p);
}

static void statfs(struct uk_fs *fs __unused, struct uk_statfs *s)
{
	s->f_type = PROC_MAGIC;
}

static const struct uk_fs_ops fs_ops = {
	.statfs = statfs,
	.destroy = destroy,
};

static int make_dirs(struct procfs *p)
{
	for (int i = 0; i < PROCFS_DIRS; i++) {
		p->dirs[i] = procfs_node_create(p, S_IFDIR | 0555, i);
		if (!p->dirs[i])
			return -ENOMEM;
		if (!i)
			continue;
		p->dirs[i]->file.parent = &p->dirs[i - 1]->file;
		uk_file_get(&p->dirs[i - 1]->file);
		p->dirs[i - 1]->file.attr.nlink++;
	}
	p->fs.root = &p->dirs[PROCFS_ROOT]->file;
	return 0;
}

static int mount(const char *source __unused, const char *data __unused,
		 struct uk_fs **fs)
{
	struct procfs *p = uk_zalloc(uk_alloc_get_default(), sizeof(*p));

	if (!p)
		return -ENOMEM;
	p->fs = (struct uk_fs){.ops = &fs_ops, .dev = uk_fs_new_dev()};
	p->is_mounted = true;
	if (make_dirs(p)) {
		destroy(&p->fs);
		return -ENOMEM;
	}
	*fs = &p->fs;
	return 0;
}

UK_FS_TYPE(procfs, "proc", mount);
