/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Path resolution, POSIX.1-2017 4.13; limits and errors of Linux (path_resolution
 * (7)). Interface: <uk/vfscore.h>.
 */
#include <errno.h>
#include <string.h>
#include <uk/alloc.h>
#include <uk/essentials.h>
#include <uk/fdtab.h>
#include <uk/useraccess.h>
#include <uk/vfscore.h>

#define LINKS_MAX 40

struct walk {
	struct uk_path *p;
	const char *rest; /* of the path, in `buf` or the caller's */
	char *buf;	  /* allocated, or NULL */
	unsigned int flags;
	unsigned int links;
	bool is_last;
};

static void move_to(struct uk_path *p, struct uk_file *dir)
{
	uk_file_get(dir);
	uk_file_put(p->dir);
	p->dir = dir;
}

struct uk_file *uk_dir_parent(struct uk_file *dir)
{
	while (dir->fs && dir == dir->fs->root && dir->fs->point)
		dir = dir->fs->point;
	return dir->parent ? dir->parent : dir;
}

/* What is mounted on a directory is seen in its place */
static struct uk_file *uncover(struct uk_file *f)
{
	while (f->covered_by) {
		struct uk_file *root = f->covered_by->root;

		uk_file_get(root);
		uk_file_put(f);
		f = root;
	}
	return f;
}

static int find(struct walk *w, struct uk_file **f)
{
	struct uk_path *p = w->p;
	int rc;

	if (p->last == UK_LAST_DOT) {
		*f = p->dir;
		uk_file_get(*f);
		return 0;
	}
	if (p->last == UK_LAST_DOTDOT) {
		*f = uk_dir_parent(p->dir);
		uk_file_get(*f);
		return 0;
	}
	rc = p->dir->dir_ops->lookup(p->dir, &p->name, f);
	if (!rc)
		*f = uncover(*f);
	return rc;
}

/* The next component becomes the last one of `p` */
static int take_component(struct walk *w)
{
	struct uk_path *p = w->p;
	size_t len = strcspn(w->rest, "/");

	if (len > NAME_MAX)
		return -ENAMETOOLONG;
	memcpy(p->text, w->rest, len);
	p->text[len] = '\0';
	p->name = (struct uk_name){p->text, len};
	p->last = !strcmp(p->text, ".")	   ? UK_LAST_DOT
		  : !strcmp(p->text, "..") ? UK_LAST_DOTDOT
					   : UK_LAST_NAME;
	w->rest += len;
	p->is_slash_last = *w->rest == '/';
	w->rest += strspn(w->rest, "/");
	w->is_last = !*w->rest;
	return 0;
}

/* The rest of the path becomes the text of a link and what follows it */
static int take_link(struct walk *w, struct uk_file *link)
{
	size_t rest = strlen(w->rest) + 2;
	char *buf = uk_malloc(uk_alloc_get_default(), PATH_MAX + rest);
	long len;

	if (!buf)
		return -ENOMEM;
	len = link->ops->readlink(link, buf, PATH_MAX - 1);
	if (len <= 0) {
		uk_free(uk_alloc_get_default(), buf);
		return len ? (int)len : -ENOENT;
	}
	if (!w->is_last || w->p->is_slash_last)
		buf[len++] = '/';
	strcpy(buf + len, w->rest);
	uk_free(uk_alloc_get_default(), w->buf);
	w->buf = buf;
	w->rest = buf;
	w->is_last = false;
	if (*buf == '/')
		move_to(w->p, uk_process_root());
	return 0;
}

/* A link of the kernel's own leads to a file, not to a path */
static int follow(struct walk *w, struct uk_file **f)
{
	struct uk_file *link = *f, *target;
	int rc;

	if (w->links++ == LINKS_MAX) {
		rc = -ELOOP;
	} else if (link->ops->follow) {
		rc = link->ops->follow(link, &target);
		*f = rc ? NULL : target;
	} else {
		rc = take_link(w, link);
		*f = NULL;
	}
	uk_file_put(link);
	return rc;
}

static bool is_followed(const struct walk *w, const struct uk_file *f)
{
	if (!uk_file_is(f, S_IFLNK))
		return false;
	return !w->is_last || w->flags & UK_PATH_FOLLOW ||
	       (w->p->is_slash_last && !(w->flags & UK_PATH_NAME));
}

/* One component. @return 1 at the end of the path, 0 to go on */
static int step(struct walk *w)
{
	struct uk_path *p = w->p;
	struct uk_file *f = NULL;
	int rc;

	if (!p->dir->dir_ops)
		return -ENOTDIR;
	rc = take_component(w);
	if (!rc)
		rc = uk_file_permission(p->dir, X_OK);
	if (!rc && w->is_last && p->is_slash_last &&
	    w->flags & UK_PATH_NO_SLASH)
		rc = -EISDIR;
	if (!rc)
		rc = find(w, &f);
	if (rc)
		return rc == -ENOENT && w->is_last ? 1 : rc;
	if (is_followed(w, f)) {
		rc = follow(w, &f);
		if (rc || !f)
			return rc;
	}
	if (w->is_last) {
		p->file = f;
		return 1;
	}
	uk_file_put(p->dir);
	p->dir = f;
	return 0;
}

static int walk(struct walk *w)
{
	struct uk_path *p = w->p;
	int rc = 0;

	p->last = UK_LAST_ROOT;
	while (!rc) {
		w->rest += strspn(w->rest, "/");
		if (*w->rest) {
			rc = step(w);
			continue;
		}
		/* nothing but slashes: `/`, or a link to it */
		p->last = UK_LAST_ROOT;
		p->file = p->dir;
		uk_file_get(p->file);
		rc = 1;
	}
	if (rc < 0)
		return rc;
	if (!p->file)
		return w->flags & UK_PATH_CREATE ? 0 : -ENOENT;
	return p->is_slash_last && !p->file->dir_ops &&
			       !(w->flags & UK_PATH_NAME)
		       ? -ENOTDIR
		       : 0;
}

static int start(int dirfd, const char *path, struct uk_path *p)
{
	struct uk_ofile *of;

	if (*path == '/' || dirfd == AT_FDCWD) {
		p->dir = *path == '/' ? uk_process_root() : uk_process_cwd();
		uk_file_get(p->dir);
		return 0;
	}
	of = uk_fdtab_get(dirfd);
	if (!of)
		return -EBADF;
	p->dir = of->file;
	uk_file_get(p->dir);
	uk_ofile_put(of);
	return 0;
}

int uk_path_lookup(int dirfd, const char *path, unsigned int flags,
		   struct uk_path *p)
{
	struct walk w = {.p = p, .rest = path, .flags = flags};
	int rc;

	*p = (struct uk_path){.dir = NULL};
	if (!*path && !(flags & UK_PATH_EMPTY))
		return -ENOENT;
	rc = start(dirfd, path, p);
	if (!rc && !*path) {
		p->last = UK_LAST_DOT;
		p->file = p->dir;
		uk_file_get(p->file);
	} else if (!rc) {
		rc = walk(&w);
	}
	uk_free(uk_alloc_get_default(), w.buf);
	if (rc)
		uk_path_put(p);
	return rc;
}

int uk_path_get(int dirfd, const char *user, unsigned int flags,
		struct uk_path *p)
{
	char *path = uk_malloc(uk_alloc_get_default(), PATH_MAX);
	long rc;

	if (!path)
		return -ENOMEM;
	rc = uk_copy_string_from_user(path, user, PATH_MAX);
	if (rc >= 0)
		rc = uk_path_lookup(dirfd, path, flags, p);
	uk_free(uk_alloc_get_default(), path);
	return (int)rc;
}

void uk_path_put(struct uk_path *p)
{
	uk_file_put(p->file);
	uk_file_put(p->dir);
	p->file = NULL;
	p->dir = NULL;
}

int uk_path_file(int dirfd, const char *user, unsigned int flags,
		 struct uk_file **f)
{
	struct uk_path p;
	int rc = uk_path_get(dirfd, user, flags, &p);

	if (rc)
		return rc;
	*f = p.file;
	uk_file_get(*f);
	uk_path_put(&p);
	return 0;
}
