/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Walking slash-separated paths from the root of a 9P tree.
 */
#ifndef __UK9P_PATH_H__
#define __UK9P_PATH_H__

#include <stddef.h>
#include <stdint.h>
#include <uk/9p.h>

/** A path's last component, inside the path's own string. */
struct path_last {
	const char *name;
	size_t len;
};

/**
 * Walks to `path`. On success `fid` is a fresh fid that the caller clunks.
 * @return 0, -ENOENT, -ENOTDIR, what <uk/9p.h> says
 */
int path_walk(struct uk_9p_client *c, const char *path, uint32_t *fid);

/**
 * Walks to the folder that holds the last component of `path`.
 * @return the same; -EINVAL when the path has no component
 */
int path_walk_parent(struct uk_9p_client *c, const char *path, uint32_t *fid,
		     struct path_last *last);

/**
 * The same for messages that leave the folder's fid as it is: the root needs no
 * walk. The caller ends with path_leave().
 */
int path_find_parent(struct uk_9p_client *c, const char *path, uint32_t *fid,
		     struct path_last *last);

void path_leave(struct uk_9p_client *c, uint32_t fid);

#endif /* __UK9P_PATH_H__ */
