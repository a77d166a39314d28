/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * From a directory to its path, as getcwd() tells it.
 */
#include <errno.h>
#include <string.h>
#include <uk/essentials.h>
#include <uk/vfscore.h>

/* Puts `/text` before what stands at `*at` */
static int prepend(char *buf, size_t *at, const char *text, size_t len)
{
	if (*at < len + 1)
		return -ERANGE;
	*at -= len + 1;
	buf[*at] = '/';
	memcpy(buf + *at + 1, text, len);
	return 0;
}

/* One step up; the root of a mounted file system has the name of its point */
static int prepend_dir(struct uk_file **dir, char *buf, size_t *at)
{
	struct uk_file *child = *dir;
	long len;

	while (child == child->fs->root && child->fs->point)
		child = child->fs->point;
	if (!child->attr.nlink || !child->parent || !child->parent->dir_ops->name_of)
		return -ENOENT;
	/* the name goes to the free bytes before, then to its place */
	len = child->parent->dir_ops->name_of(child->parent, child, buf, *at);
	if (len < 0)
		return (int)len;
	if ((size_t)len + 1 > *at)
		return -ERANGE;
	memmove(buf + *at - (size_t)len, buf, (size_t)len);
	*at -= (size_t)len + 1;
	buf[*at] = '/';
	*dir = child->parent;
	return 0;
}

long uk_path_text(struct uk_file *dir, const char *name, char *buf, size_t cap)
{
	size_t at = cap;
	int rc = 0;

	if (!cap)
		return -ERANGE;
	buf[--at] = '\0';
	if (name)
		rc = prepend(buf, &at, name, strlen(name));
	while (!rc && dir != uk_process_root())
		rc = prepend_dir(&dir, buf, &at);
	if (rc)
		return rc;
	if (!buf[at])
		rc = prepend(buf, &at, "", 0);
	if (rc)
		return rc;
	memmove(buf, buf + at, cap - at);
	return (long)(cap - at - 1);
}
