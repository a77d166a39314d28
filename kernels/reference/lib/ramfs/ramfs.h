/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Parts of ramfs.
 */
#ifndef __RAMFS_H__
#define __RAMFS_H__

#include <uk/arch/limits.h>
#include <uk/essentials.h>
#include <uk/ramfs.h>

struct ramfs {
	struct uk_fs fs;
	size_t used, limit; /* bytes */
	unsigned int nodes; /* that exist */
	bool is_mounted;    /* or may be yet */
};

/** Pages by number: a radix tree that is as high as its largest number asks */
struct ramfs_tree {
	void **root;
	unsigned int height; /* levels; 0: empty */
};

#define RAMFS_FAN_BITS 6
#define RAMFS_FAN (1UL << RAMFS_FAN_BITS)

struct ramfs_entry {
	struct ramfs_entry *next, **link;
	struct ramfs_node *node; /* a reference */
	__s64 pos;		 /* ascending in the list, never used again */
	__u32 hash;
	size_t len;
	char name[];
};

/** Positions 0 and 1 are `.` and `..` */
#define RAMFS_POS_FIRST 2

struct ramfs_node {
	struct uk_file file;
	struct ramfs *ramfs;
	union {
		struct ramfs_tree tree; /* regular */
		char *target;		/* symbolic link */
		struct {		/* directory */
			struct ramfs_entry *first, **end;
			__s64 next_pos;
		} dir;
	};
};

static inline struct ramfs_node *ramfs_node(const struct uk_file *f)
{
	return __containerof(f, struct ramfs_node, file);
}

/* Seals of a file, F_SEAL_* of fcntl(2) */
#define RAMFS_SEAL_SEAL 0x1U
#define RAMFS_SEAL_SHRINK 0x2U
#define RAMFS_SEAL_GROW 0x4U
#define RAMFS_SEAL_WRITE 0x8U
#define RAMFS_SEAL_FUTURE_WRITE 0x10U
#define RAMFS_SEALS 0x1fU

/* -- fs.c -- */

/** Memory on the file system's account, zeroed. NULL: -ENOSPC */
void *ramfs_alloc(struct ramfs *r, size_t size);
void ramfs_free(struct ramfs *r, void *ptr, size_t size);
/** A page, aligned and zeroed */
void *ramfs_page_alloc(struct ramfs *r);
void ramfs_page_free(struct ramfs *r, void *page);

/** A new node with one reference, no name yet, or NULL: -ENOSPC */
struct ramfs_node *ramfs_node_create(struct ramfs *r, __u32 mode);
/** Of all nodes: the last reference is gone */
void ramfs_node_destroy(struct uk_file *f);

/* -- tree.c -- */

/** @return the page, or NULL */
void *ramfs_tree_get(const struct ramfs_tree *t, __u64 index);
/** @return the page, new if need be, or NULL: -ENOSPC */
void *ramfs_tree_make(struct ramfs_node *n, __u64 index);
/** Frees pages first to last and what only they needed. @return how many */
__u64 ramfs_tree_free(struct ramfs_node *n, __u64 first, __u64 last);
/** @return number of the first page from `index` on, or __U64_MAX */
__u64 ramfs_tree_next(const struct ramfs_tree *t, __u64 index);

/* -- file.c, memfd.c, dir.c, rename.c -- */

long ramfs_control(struct uk_ofile *of, int command, unsigned long arg);

extern const struct uk_file_ops ramfs_file_ops, ramfs_link_ops,
	ramfs_other_ops;
extern const struct uk_dir_ops ramfs_dir_ops;

struct ramfs_entry *ramfs_entry_find(const struct ramfs_node *dir,
				     const struct uk_name *name);
/** A new entry for a node, in no directory yet, or NULL: -ENOSPC */
struct ramfs_entry *ramfs_entry_create(struct ramfs *r,
				       const struct uk_name *name,
				       struct ramfs_node *n);
/** Puts an entry in; a directory gets its parent */
void ramfs_entry_insert(struct ramfs_node *dir, struct ramfs_entry *e);
/** Takes an entry out; its node keeps the reference */
void ramfs_entry_unlink(struct ramfs_node *dir, struct ramfs_entry *e);
/** Takes an entry out, frees it, and with it one link of the node */
void ramfs_entry_remove(struct ramfs_node *dir, struct ramfs_entry *e);

int ramfs_rename(struct uk_file *dir, const struct uk_name *name,
		 struct uk_file *f, struct uk_file *to_dir,
		 const struct uk_name *to, struct uk_file *victim,
		 bool is_exchange);

#endif /* __RAMFS_H__ */
