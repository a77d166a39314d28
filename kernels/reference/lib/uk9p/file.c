/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Files by path on the shares, and the lock that lets any CPU use them.
 */
#include <errno.h>
#include <string.h>
#include <uk/9p.h>
#include <uk/9p_file.h>
#include <uk/spinlock.h>

#include "path.h"

static struct uk_spinlock lock = UK_SPINLOCK_INITIALIZER();

/* Takes a share; on success the caller ends with leave(). */
static int enter_share(const char *tag, struct uk_9p_client **c)
{
	int rc;

	uk_spin_lock(&lock);
	rc = uk_9p_share_by_tag(tag, c);
	if (rc)
		uk_spin_unlock(&lock);
	return rc;
}

void uk_9p_share_lock(void)
{
	uk_spin_lock(&lock);
}

void uk_9p_share_unlock(void)
{
	uk_spin_unlock(&lock);
}

static int enter(struct uk_9p_client **c)
{
	return enter_share(UK_9P_SHARE_TAG, c);
}

/* Takes the share of an open file */
static struct uk_9p_client *enter_file(const struct uk_9p_file *f)
{
	uk_spin_lock(&lock);
	return f->client;
}

static void leave(void)
{
	uk_spin_unlock(&lock);
}

static int create_locked(struct uk_9p_client *c, const char *path,
			 uint32_t flags, uint32_t mode, struct uk_9p_file *f)
{
	struct path_last last;
	uint32_t fid;
	int rc = path_walk_parent(c, path, &fid, &last);

	if (rc)
		return rc;
	rc = uk_9p_lcreate(c, fid, last.name, last.len,
			   UK_9P_RDWR | UK_9P_CREAT | flags, mode, &f->iounit);
	if (rc) {
		uk_9p_clunk(c, fid);
		return rc;
	}
	f->client = c;
	f->fid = fid;
	f->offset = 0;
	return 0;
}

static int create(const char *path, uint32_t flags, uint32_t mode,
		  struct uk_9p_file *f)
{
	struct uk_9p_client *c;
	int rc = enter(&c);

	if (rc)
		return rc;
	rc = create_locked(c, path, flags, mode, f);
	leave();
	return rc;
}

int uk_9p_file_create(const char *path, unsigned int mode, struct uk_9p_file *f)
{
	return create(path, UK_9P_TRUNC, mode, f);
}

int uk_9p_file_create_new(const char *path, unsigned int mode,
			  struct uk_9p_file *f)
{
	return create(path, UK_9P_EXCL, mode, f);
}

static int open_locked(struct uk_9p_client *c, const char *path,
		       uint32_t flags, struct uk_9p_file *f)
{
	uint32_t fid;
	int rc = path_walk(c, path, &fid);

	if (rc)
		return rc;
	rc = uk_9p_lopen(c, fid, flags, &f->iounit);
	if (rc) {
		uk_9p_clunk(c, fid);
		return rc;
	}
	f->client = c;
	f->fid = fid;
	f->offset = 0;
	return 0;
}

int uk_9p_file_open_on(const char *tag, const char *path, unsigned int flags,
		       struct uk_9p_file *f)
{
	struct uk_9p_client *c;
	int rc = enter_share(tag, &c);

	if (rc)
		return rc;
	rc = open_locked(c, path, flags, f);
	leave();
	return rc;
}

int uk_9p_file_open(const char *path, unsigned int flags, struct uk_9p_file *f)
{
	return uk_9p_file_open_on(UK_9P_SHARE_TAG, path, flags, f);
}

static uint32_t chunk(const struct uk_9p_file *f, size_t left)
{
	return left < f->iounit ? (uint32_t)left : f->iounit;
}

long uk_9p_file_read(struct uk_9p_file *f, void *buf, size_t len)
{
	struct uk_9p_client *c = enter_file(f);
	uint8_t *dst = buf;
	size_t done = 0;
	int rc = 0;

	while (done < len) {
		rc = uk_9p_read(c, f->fid, f->offset, dst + done,
				chunk(f, len - done));
		if (rc <= 0)
			break;
		done += (size_t)rc;
		f->offset += (uint64_t)rc;
	}
	leave();
	return rc < 0 ? rc : (long)done;
}

long uk_9p_file_write(struct uk_9p_file *f, const void *buf, size_t len)
{
	struct uk_9p_client *c = enter_file(f);
	const uint8_t *src = buf;
	size_t done = 0;
	int rc = 0;

	while (done < len) {
		rc = uk_9p_write(c, f->fid, f->offset, src + done,
				 chunk(f, len - done));
		/* A server that takes nothing would keep us here for ever. */
		if (rc == 0)
			rc = -EIO;
		if (rc < 0)
			break;
		done += (size_t)rc;
		f->offset += (uint64_t)rc;
	}
	leave();
	return rc < 0 ? rc : (long)done;
}

int uk_9p_file_size(struct uk_9p_file *f, uint64_t *size)
{
	struct uk_9p_client *c = enter_file(f);
	struct uk_9p_attr attr;
	int rc;

	rc = uk_9p_getattr(c, f->fid, &attr);
	leave();
	if (rc == 0)
		*size = attr.size;
	return rc;
}

int uk_9p_file_close(struct uk_9p_file *f)
{
	struct uk_9p_client *c = enter_file(f);
	int rc;

	rc = uk_9p_clunk(c, f->fid);
	leave();
	return rc;
}

static int mkdir_locked(struct uk_9p_client *c, const char *path, uint32_t mode)
{
	struct path_last last;
	uint32_t fid;
	int rc = path_find_parent(c, path, &fid, &last);

	if (rc)
		return rc;
	rc = uk_9p_mkdir_at(c, fid, last.name, last.len, mode);
	path_leave(c, fid);
	return rc;
}

int uk_9p_mkdir(const char *path, unsigned int mode)
{
	struct uk_9p_client *c;
	int rc = enter(&c);

	if (rc)
		return rc;
	rc = mkdir_locked(c, path, mode);
	leave();
	return rc;
}

static int remove_path(const char *path, bool is_dir)
{
	struct uk_9p_client *c;
	struct path_last last;
	uint32_t fid;
	int rc = enter(&c);

	if (rc)
		return rc;
	rc = path_find_parent(c, path, &fid, &last);
	if (rc == 0) {
		rc = uk_9p_unlink_at(c, fid, last.name, last.len, is_dir);
		path_leave(c, fid);
	}
	leave();
	return rc;
}

int uk_9p_unlink(const char *path)
{
	return remove_path(path, false);
}

int uk_9p_rmdir(const char *path)
{
	return remove_path(path, true);
}
