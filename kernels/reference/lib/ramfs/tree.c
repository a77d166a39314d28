/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Pages of a file by number: a radix tree of 64 slots a level. A hole costs
 * nothing, so that a file may have its data anywhere below 8 EiB.
 */
#include "ramfs.h"

#define NODE_SIZE (RAMFS_FAN * sizeof(void *))
#define HEIGHT_MAX 9 /* 54 bits: more than the 51 of a page number */

/* Slot of a page at a level; level 0 holds pages */
static unsigned long slot_of(__u64 index, unsigned int level)
{
	return (index >> (level * RAMFS_FAN_BITS)) & (RAMFS_FAN - 1);
}

static bool is_within(const struct ramfs_tree *t, __u64 index)
{
	return t->height && !(index >> (t->height * RAMFS_FAN_BITS));
}

void *ramfs_tree_get(const struct ramfs_tree *t, __u64 index)
{
	void **node = t->root;

	if (!is_within(t, index))
		return NULL;
	for (unsigned int level = t->height - 1; level; level--) {
		node = node[slot_of(index, level)];
		if (!node)
			return NULL;
	}
	return node[slot_of(index, 0)];
}

static int grow(struct ramfs_node *n, __u64 index)
{
	struct ramfs_tree *t = &n->tree;
	void **root;

	while (!is_within(t, index)) {
		root = ramfs_alloc(n->ramfs, NODE_SIZE);
		if (!root)
			return 0;
		root[0] = t->root;
		t->root = root;
		t->height++;
	}
	return 1;
}

/* Levels without a page that were made on the way are kept: they are small, and
 * go with the file
 */
void *ramfs_tree_make(struct ramfs_node *n, __u64 index)
{
	void **node, **slot;

	if (!grow(n, index))
		return NULL;
	node = n->tree.root;
	for (unsigned int level = n->tree.height - 1; level; level--) {
		slot = &node[slot_of(index, level)];
		if (!*slot)
			*slot = ramfs_alloc(n->ramfs, NODE_SIZE);
		if (!*slot)
			return NULL;
		node = *slot;
	}
	slot = &node[slot_of(index, 0)];
	if (!*slot) {
		*slot = ramfs_page_alloc(n->ramfs);
		if (*slot)
			n->file.attr.blocks += __PAGE_SIZE / 512;
	}
	return *slot;
}

struct range {
	struct ramfs_node *n;
	__u64 first, last;
	__u64 freed;
};

/* @param base number of the first page below `node`. @return true: it is empty */
static bool free_below(struct range *r, void **node, unsigned int level,
		       __u64 base)
{
	__u64 span = 1UL << (level * RAMFS_FAN_BITS), at = base;
	bool is_empty = true;

	for (unsigned long i = 0; i < RAMFS_FAN; i++, at += span) {
		if (!node[i])
			continue;
		if (at > r->last || at + (span - 1) < r->first) {
			is_empty = false;
		} else if (!level) {
			ramfs_page_free(r->n->ramfs, node[i]);
			node[i] = NULL;
			r->freed++;
		} else if (free_below(r, node[i], level - 1, at)) {
			ramfs_free(r->n->ramfs, node[i], NODE_SIZE);
			node[i] = NULL;
		} else {
			is_empty = false;
		}
	}
	return is_empty;
}

__u64 ramfs_tree_free(struct ramfs_node *n, __u64 first, __u64 last)
{
	struct range r = {n, first, last, 0};
	struct ramfs_tree *t = &n->tree;

	if (t->height && free_below(&r, t->root, t->height - 1, 0)) {
		ramfs_free(n->ramfs, t->root, NODE_SIZE);
		*t = (struct ramfs_tree){NULL, 0};
	}
	n->file.attr.blocks -= r.freed * (__PAGE_SIZE / 512);
	return r.freed;
}

static __u64 next_below(void **node, unsigned int level, __u64 base,
			__u64 index)
{
	__u64 span = 1UL << (level * RAMFS_FAN_BITS), at, found;

	for (unsigned long i = 0; i < RAMFS_FAN; i++) {
		at = base + i * span;
		if (!node[i] || at + (span - 1) < index)
			continue;
		if (!level)
			return at;
		found = next_below(node[i], level - 1, at, index);
		if (found != __U64_MAX)
			return found;
	}
	return __U64_MAX;
}

__u64 ramfs_tree_next(const struct ramfs_tree *t, __u64 index)
{
	if (!t->height)
		return __U64_MAX;
	return next_below(t->root, t->height - 1, 0, index);
}

_Static_assert(HEIGHT_MAX * RAMFS_FAN_BITS >= 63 - 12, "a file of 8 EiB");
