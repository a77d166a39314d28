/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Shares of the host as file systems, by 9P2000.L (diod's protocol.md). Nothing is
 * kept that the server knows: attributes are asked for, directories are read anew.
 * A file that is referred to has one node, whatever the name it was found by.
 */
#ifndef __9PFS_H__
#define __9PFS_H__

#include <uk/9p.h>
#include <uk/9p_file.h>
#include <uk/essentials.h>
#include <uk/vfscore.h>

struct p9_node;

struct p9_fs {
	struct uk_fs fs;
	struct uk_9p_client *client;
	struct p9_node *nodes; /* all that exist */
	bool is_mounted;
};

struct p9_node {
	struct uk_file file;
	struct p9_fs *p9;
	struct p9_node *next, **link;
	uint64_t path; /* the server's number of the file */
	uint32_t fid;  /* stands for it; not open */
	char name[NAME_MAX + 1]; /* of a directory in its parent */
};

static inline struct p9_node *p9_node(const struct uk_file *f)
{
	return __containerof(f, struct p9_node, file);
}

static inline struct p9_fs *p9_fs(const struct uk_file *f)
{
	return p9_node(f)->p9;
}

/* The lock of the client is held by whoever calls a uk_9p_*() function: */
#define P9(call)                                                              \
	({                                                                    \
		__typeof__(call) __p9_rc;                                     \
									      \
		uk_9p_share_lock();                                           \
		__p9_rc = (call);                                             \
		uk_9p_share_unlock();                                         \
		__p9_rc;                                                      \
	})

/* -- node.c -- */

/** @return a number that stands for no file yet */
uint32_t p9_new_fid(void);

/**
 * The node of a fid, which it takes over in any case.
 * @param dir where it was found, or NULL for the root
 * @return 0 and a reference in *n
 */
int p9_node_get(struct p9_fs *p9, uint32_t fid, struct uk_file *dir,
		const struct uk_name *name, struct p9_node **n);

/** Brings the attributes up to date */
int p9_getattr(struct uk_file *f);
int p9_setattr(struct uk_file *f, unsigned int what,
	       const struct uk_attr *attr);
void p9_node_destroy(struct uk_file *f);

/** Frees the file system once it is not mounted and has no nodes */
void p9_free_unused(struct p9_fs *p9);

/** A second fid for the same file. @return 0 and *fid */
int p9_clone(struct p9_node *n, uint32_t *fid);

extern const struct uk_file_ops p9_file_ops, p9_link_ops, p9_other_ops;
extern const struct uk_dir_ops p9_dir_ops;

#endif /* __9PFS_H__ */
