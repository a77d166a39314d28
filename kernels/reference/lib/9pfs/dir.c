/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Directories of a share. Offsets of entries are the server's.
 */
#include <errno.h>
#include <string.h>
#include <uk/alloc.h>
#include <uk/user.h>

#include "9pfs.h"

static int lookup(struct uk_file *dir, const struct uk_name *name,
		  struct uk_file **f)
{
	struct p9_fs *p9 = p9_fs(dir);
	uint32_t fid = p9_new_fid();
	struct p9_node *n;
	int rc = P9(uk_9p_walk(p9->client, p9_node(dir)->fid, fid, &name->text,
			       &name->len, 1));

	if (rc)
		return rc;
	rc = p9_node_get(p9, fid, dir, name, &n);
	if (!rc)
		*f = &n->file;
	return rc;
}

static int create_regular(struct uk_file *dir, const struct uk_name *name,
			  __u32 mode)
{
	struct uk_9p_client *c = p9_fs(dir)->client;
	uint32_t fid, unit;
	int rc = p9_clone(p9_node(dir), &fid);

	if (rc)
		return rc;
	rc = P9(uk_9p_lcreate(c, fid, name->text, name->len,
			      UK_9P_RDWR | UK_9P_CREAT | UK_9P_EXCL,
			      mode & S_IALL, &unit));
	P9(uk_9p_clunk(c, fid));
	return rc;
}

static int create(struct uk_file *dir, const struct uk_name *name, __u32 mode,
		  __u64 rdev, struct uk_file **f)
{
	struct uk_9p_client *c = p9_fs(dir)->client;
	uint32_t fid = p9_node(dir)->fid;
	int rc;

	switch (mode & S_IFMT) {
	case S_IFREG:
		rc = create_regular(dir, name, mode);
		break;
	case S_IFDIR:
		rc = P9(uk_9p_mkdir_at(c, fid, name->text, name->len,
				       mode & S_IALL));
		break;
	default:
		rc = P9(uk_9p_mknod(c, fid, name->text, name->len, mode,
				    UK_MAJOR(rdev), UK_MINOR(rdev)));
		break;
	}
	return rc ? rc : lookup(dir, name, f);
}

static int symlink(struct uk_file *dir, const struct uk_name *name,
		   const char *target)
{
	return P9(uk_9p_symlink(p9_fs(dir)->client, p9_node(dir)->fid,
				name->text, name->len, target,
				uk_credentials()->gid.fs));
}

static int link(struct uk_file *dir, const struct uk_name *name,
		struct uk_file *f)
{
	return P9(uk_9p_link(p9_fs(dir)->client, p9_node(dir)->fid,
			     p9_node(f)->fid, name->text, name->len));
}

static int unlink(struct uk_file *dir, const struct uk_name *name,
		  struct uk_file *f)
{
	int rc = P9(uk_9p_unlink_at(p9_fs(dir)->client, p9_node(dir)->fid,
				    name->text, name->len, !!f->dir_ops));

	if (!rc)
		f->attr.nlink = f->dir_ops ? 0 : f->attr.nlink - 1;
	return rc;
}

/* A directory that moved has another parent and name */
static void move_node(struct uk_file *f, struct uk_file *to_dir,
		      const struct uk_name *to)
{
	struct p9_node *n = p9_node(f);

	if (!f->dir_ops)
		return;
	uk_file_get(to_dir);
	uk_file_put(f->parent);
	f->parent = to_dir;
	memcpy(n->name, to->text, to->len);
	n->name[to->len] = '\0';
}

static int rename(struct uk_file *dir, const struct uk_name *name,
		  struct uk_file *f, struct uk_file *to_dir,
		  const struct uk_name *to, struct uk_file *victim,
		  bool is_exchange)
{
	int rc;

	if (is_exchange)
		return -EINVAL;
	rc = P9(uk_9p_rename_at(p9_fs(dir)->client, p9_node(dir)->fid,
				name->text, name->len, p9_node(to_dir)->fid,
				to->text, to->len));
	if (rc)
		return rc;
	if (victim)
		victim->attr.nlink = victim->dir_ops ? 0
						     : victim->attr.nlink - 1;
	move_node(f, to_dir, to);
	return 0;
}

struct listing {
	uk_dir_emit_t emit;
	void *arg;
	__s64 *pos;
};

static bool take_entry(void *arg, const struct uk_9p_entry *e)
{
	const struct uk_name name = {e->name, MIN(e->name_len, NAME_MAX)};
	struct listing *l = arg;

	if (!l->emit(l->arg, &name, e->qid.path, (__u32)e->type << 12,
		     (__s64)e->next))
		return false;
	*l->pos = (__s64)e->next;
	return true;
}

static int readdir(struct uk_file *dir, __s64 *pos, uk_dir_emit_t emit,
		   void *arg)
{
	struct uk_9p_client *c = p9_fs(dir)->client;
	struct listing l = {emit, arg, pos};
	uint32_t fid, unit;
	int rc = p9_clone(p9_node(dir), &fid);

	if (rc)
		return rc;
	rc = P9(uk_9p_lopen(c, fid, UK_9P_RDONLY, &unit));
	if (!rc)
		rc = 1;
	while (rc > 0)
		rc = P9(uk_9p_readdir(c, fid, (__u64)*pos, take_entry, &l));
	P9(uk_9p_clunk(c, fid));
	return rc == -ENOSPC ? 0 : rc;
}

static long name_of(struct uk_file *dir __unused, const struct uk_file *child,
		    char *buf, size_t cap)
{
	size_t len = strlen(p9_node(child)->name);

	if (len > cap)
		return -ERANGE;
	memcpy(buf, p9_node(child)->name, len);
	return (long)len;
}

const struct uk_dir_ops p9_dir_ops = {
	.lookup = lookup,
	.create = create,
	.symlink = symlink,
	.link = link,
	.unlink = unlink,
	.rename = rename,
	.readdir = readdir,
	.name_of = name_of,
};
