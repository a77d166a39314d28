/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Nodes: one for each file that is referred to, found by the server's number.
 */
#include <errno.h>
#include <string.h>
#include <uk/alloc.h>

#include "9pfs.h"

/* One count for all mounts: two of one share have one client */
uint32_t p9_new_fid(void)
{
	static uint32_t last = UK_9P_FID_COUNT;

	return ++last;
}

int p9_clone(struct p9_node *n, uint32_t *fid)
{
	*fid = p9_new_fid();
	return P9(uk_9p_walk(n->p9->client, n->fid, *fid, NULL, NULL, 0));
}

static struct uk_timespec time_of(const struct uk_9p_time *t)
{
	return (struct uk_timespec){t->sec, (__s64)t->nsec};
}

static void set_attr(struct uk_file *f, const struct uk_9p_attr_all *a)
{
	struct uk_attr *to = &f->attr;

	to->ino = a->qid.path;
	to->mode = a->mode;
	to->uid = a->uid;
	to->gid = a->gid;
	to->nlink = a->nlink;
	to->rdev = a->rdev;
	to->size = (__s64)a->size;
	to->blocks = a->blocks;
	to->atime = time_of(&a->atime);
	to->mtime = time_of(&a->mtime);
	to->ctime = time_of(&a->ctime);
}

/* A file whose last name is gone is not known by its fid any more, but open */
int p9_getattr(struct uk_file *f)
{
	struct uk_9p_attr_all a;
	int rc = P9(uk_9p_getattr_all(p9_fs(f)->client, p9_node(f)->fid, &a));

	if (rc == -ENOENT) {
		f->attr.nlink = 0;
		return 0;
	}
	if (!rc)
		set_attr(f, &a);
	return rc;
}

int p9_setattr(struct uk_file *f, unsigned int what, const struct uk_attr *attr)
{
	struct uk_9p_attr_all a = {
		/* with the type: servers that map modes store it as it is */
		.mode = (f->attr.mode & S_IFMT) | (attr->mode & S_IALL),
		.uid = attr->uid,
		.gid = attr->gid,
		.atime = {attr->atime.sec, (__u64)attr->atime.nsec},
		.mtime = {attr->mtime.sec, (__u64)attr->mtime.nsec},
	};
	uint32_t valid = 0;

	if (what & UK_ATTR_MODE)
		valid |= UK_9P_SET_MODE;
	if (what & UK_ATTR_UID)
		valid |= UK_9P_SET_UID;
	if (what & UK_ATTR_GID)
		valid |= UK_9P_SET_GID;
	if (what & UK_ATTR_ATIME)
		valid |= UK_9P_SET_ATIME;
	if (what & UK_ATTR_MTIME)
		valid |= UK_9P_SET_MTIME;
	return P9(uk_9p_setattr(p9_fs(f)->client, p9_node(f)->fid, valid, &a));
}

static struct p9_node *find(struct p9_fs *p9, uint64_t path)
{
	struct p9_node *n = p9->nodes;

	while (n && n->path != path)
		n = n->next;
	return n;
}

static const struct uk_file_ops *ops_for(uint32_t mode)
{
	switch (mode & S_IFMT) {
	case S_IFREG:
		return &p9_file_ops;
	case S_IFLNK:
		return &p9_link_ops;
	default:
		return &p9_other_ops;
	}
}

static struct p9_node *create(struct p9_fs *p9, uint32_t fid,
			      struct uk_file *dir, const struct uk_name *name,
			      const struct uk_9p_attr_all *a)
{
	struct p9_node *n = uk_zalloc(uk_alloc_get_default(), sizeof(*n));

	if (!n)
		return NULL;
	uk_file_init(&n->file, ops_for(a->mode), a->mode);
	set_attr(&n->file, a);
	n->file.fs = &p9->fs;
	n->p9 = p9;
	n->path = a->qid.path;
	n->fid = fid;
	if (uk_file_is(&n->file, S_IFDIR))
		n->file.dir_ops = &p9_dir_ops;
	if (n->file.dir_ops && dir) {
		n->file.parent = dir;
		uk_file_get(dir);
		memcpy(n->name, name->text, name->len);
	}
	n->next = p9->nodes;
	n->link = &p9->nodes;
	if (n->next)
		n->next->link = &n->next;
	p9->nodes = n;
	return n;
}

int p9_node_get(struct p9_fs *p9, uint32_t fid, struct uk_file *dir,
		const struct uk_name *name, struct p9_node **result)
{
	struct uk_9p_attr_all a;
	struct p9_node *n = NULL;
	int rc = P9(uk_9p_getattr_all(p9->client, fid, &a));

	if (!rc)
		n = find(p9, a.qid.path);
	if (n) {
		uk_file_get(&n->file);
		set_attr(&n->file, &a);
		P9(uk_9p_clunk(p9->client, fid));
	} else if (!rc) {
		n = create(p9, fid, dir, name, &a);
		rc = n ? 0 : -ENOMEM;
	}
	if (rc)
		P9(uk_9p_clunk(p9->client, fid));
	*result = n;
	return rc;
}

void p9_node_destroy(struct uk_file *f)
{
	struct p9_node *n = p9_node(f);
	struct p9_fs *p9 = n->p9;

	P9(uk_9p_clunk(p9->client, n->fid));
	*n->link = n->next;
	if (n->next)
		n->next->link = n->link;
	uk_free(uk_alloc_get_default(), n);
	p9_free_unused(p9);
}
