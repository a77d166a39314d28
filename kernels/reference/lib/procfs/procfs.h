/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The part of /proc that C libraries use: /proc/self with fd/, exe, cwd and root
 * (proc(5) of Linux). Three directories that are always there, and links that are
 * made when they are looked up.
 */
#ifndef __PROCFS_H__
#define __PROCFS_H__

#include <uk/essentials.h>
#include <uk/vfscore.h>

enum procfs_dir { PROCFS_ROOT, PROCFS_SELF, PROCFS_FD, PROCFS_DIRS };

/** What a link leads to: a descriptor (0 and above), or */
#define PROCFS_EXE (-1)
#define PROCFS_CWD (-2)
#define PROCFS_ROOT_DIR (-3)

struct procfs;

struct procfs_node {
	struct uk_file file;
	struct procfs *procfs;
	int what; /* enum procfs_dir of a directory, else as above */
};

struct procfs {
	struct uk_fs fs;
	struct procfs_node *dirs[PROCFS_DIRS]; /* references */
	unsigned int nodes;
	bool is_mounted;
};

static inline struct procfs_node *procfs_node(const struct uk_file *f)
{
	return __containerof(f, struct procfs_node, file);
}

/** @return a node with one reference and a number of its own, or NULL */
struct procfs_node *procfs_node_create(struct procfs *p, __u32 mode, int what);
void procfs_node_destroy(struct uk_file *f);

/** @return inode number of a link or directory */
__u64 procfs_ino(bool is_dir, int what);

extern const struct uk_dir_ops procfs_dir_ops;
extern const struct uk_file_ops procfs_link_ops;

#endif /* __PROCFS_H__ */
