/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Files on the share `ukmatrix`, and on others, by path. Paths use `/`, start at the share's
 * root with or without a leading `/`, and empty components are ignored.
 *
 * Every function may be called from any CPU (one lock guards the share) with
 * interrupts on or off, not from interrupt handlers, and returns a negative
 * errno on failure: -ENODEV without a share, else those of <uk/9p.h>.
 */
#ifndef __UK_9P_FILE_H__
#define __UK_9P_FILE_H__

#include <stddef.h>
#include <stdint.h>

struct uk_9p_client;

/** An open file. Owned by the caller, valid until uk_9p_file_close(). */
struct uk_9p_file {
	struct uk_9p_client *client;
	uint32_t fid;
	uint32_t iounit; /* bytes per message */
	uint64_t offset; /* of the next read or write, in bytes */
};

/**
 * Creates `path`, or empties it if it exists, and opens it for reading and
 * writing. The folder must exist.
 */
int uk_9p_file_create(const char *path, unsigned int mode,
		      struct uk_9p_file *f);

/** The same, but -EEXIST when `path` exists. */
int uk_9p_file_create_new(const char *path, unsigned int mode,
			  struct uk_9p_file *f);

/** Opens an existing file; `flags`: UK_9P_RDONLY, _WRONLY, _RDWR, _TRUNC. */
int uk_9p_file_open(const char *path, unsigned int flags,
		    struct uk_9p_file *f);

/** The same on the share of another mount tag. */
int uk_9p_file_open_on(const char *tag, const char *path, unsigned int flags,
		       struct uk_9p_file *f);

/**
 * Reads at the offset until `len` bytes are there or the file ends.
 * @return bytes read; 0 at the end of the file
 */
long uk_9p_file_read(struct uk_9p_file *f, void *buf, size_t len);

/**
 * Writes all of `buf` at the offset.
 * @return `len`; on an error the offset tells how much was written
 */
long uk_9p_file_write(struct uk_9p_file *f, const void *buf, size_t len);

/** The file's size in bytes. */
int uk_9p_file_size(struct uk_9p_file *f, uint64_t *size);

/** Closes the file, whatever the server answers. */
int uk_9p_file_close(struct uk_9p_file *f);

int uk_9p_mkdir(const char *path, unsigned int mode);

/** Removes a file. */
int uk_9p_unlink(const char *path);

/** Takes and gives back the lock of all shares, for who speaks to a client. */
void uk_9p_share_lock(void);
void uk_9p_share_unlock(void);

/** Removes an empty folder. */
int uk_9p_rmdir(const char *path);

#endif /* __UK_9P_FILE_H__ */
