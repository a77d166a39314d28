/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Paths to walk messages: walk(5) takes 16 names at most, so a long path is
 * walked in steps on one fid.
 */
#include <errno.h>
#include <string.h>

#include "path.h"

/* The next component behind `*at`; false at the end of the path. */
static bool next_name(const char **at, const char *end, struct path_last *name)
{
	const char *p = *at;

	while (p < end && *p == '/')
		p++;
	name->name = p;
	while (p < end && *p != '/')
		p++;
	name->len = (size_t)(p - name->name);
	*at = p;
	return name->len > 0;
}

static unsigned int next_names(const char **at, const char *end,
			       const char **names, size_t *lens)
{
	struct path_last name;
	unsigned int n = 0;

	while (n < UK_9P_WALK_MAX && next_name(at, end, &name)) {
		names[n] = name.name;
		lens[n] = name.len;
		n++;
	}
	return n;
}

static int walk_range(struct uk_9p_client *c, const char *at, const char *end,
		      uint32_t *fid)
{
	const char *names[UK_9P_WALK_MAX];
	size_t lens[UK_9P_WALK_MAX];
	uint32_t from = UK_9P_ROOT_FID;
	unsigned int n;
	int rc = uk_9p_fid_get(c, fid);

	if (rc)
		return rc;
	do {
		n = next_names(&at, end, names, lens);
		rc = uk_9p_walk(c, from, *fid, names, lens, n);
		if (rc)
			goto fail;
		from = *fid;
	} while (n == UK_9P_WALK_MAX);
	return 0;

fail:
	/* Only the first step makes the fid known to the server. */
	if (from == *fid)
		uk_9p_clunk(c, *fid);
	else
		uk_9p_fid_put(c, *fid);
	return rc;
}

int path_walk(struct uk_9p_client *c, const char *path, uint32_t *fid)
{
	return walk_range(c, path, path + strlen(path), fid);
}

/* Where the last component of `path` begins; at its end there is none. */
static const char *last_of(const char *path, struct path_last *last)
{
	const char *end = path + strlen(path);
	const char *start;

	while (end > path && end[-1] == '/')
		end--;
	start = end;
	while (start > path && start[-1] != '/')
		start--;
	last->name = start;
	last->len = (size_t)(end - start);
	return start;
}

int path_walk_parent(struct uk_9p_client *c, const char *path, uint32_t *fid,
		     struct path_last *last)
{
	const char *end = last_of(path, last);

	return last->len ? walk_range(c, path, end, fid) : -EINVAL;
}

int path_find_parent(struct uk_9p_client *c, const char *path, uint32_t *fid,
		     struct path_last *last)
{
	const char *end = last_of(path, last);
	struct path_last first;
	const char *at = path;

	if (last->len && !next_name(&at, end, &first)) {
		*fid = UK_9P_ROOT_FID;
		return 0;
	}
	return path_walk_parent(c, path, fid, last);
}

void path_leave(struct uk_9p_client *c, uint32_t fid)
{
	if (fid != UK_9P_ROOT_FID)
		uk_9p_clunk(c, fid);
}
