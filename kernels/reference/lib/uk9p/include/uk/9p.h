/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A 9P2000.L client: messages, one at a time, over any transport. Base
 * protocol: Plan 9 manual, section 5 (intro(5) and following); the .L
 * messages: diod's protocol.md. For files by path see <uk/9p_file.h>.
 *
 * All calls block by polling and work with interrupts off; none may be made
 * from an interrupt handler. A client is not locked: its owner is.
 */
#ifndef __UK_9P_H__
#define __UK_9P_H__

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** Fids per client that uk_9p_fid_get() gives, the root included. Who needs more
 *  chooses numbers from here on.
 */
#define UK_9P_FID_COUNT 32
#define UK_9P_ROOT_FID 0

/** Least message size that a server may negotiate down to, in bytes. */
#define UK_9P_MSIZE_MIN 4096

/** Names per walk message (walk(5), MAXWELEM). */
#define UK_9P_WALK_MAX 16

/* Flags of lopen and lcreate: Linux's numbers on every architecture. */
#define UK_9P_RDONLY 0x0000u
#define UK_9P_WRONLY 0x0001u
#define UK_9P_RDWR 0x0002u
#define UK_9P_CREAT 0x0040u
#define UK_9P_EXCL 0x0080u
#define UK_9P_TRUNC 0x0200u

/** Carries one request to the server and its reply back. */
struct uk_9p_transport {
	/**
	 * @param rx_len bytes of the reply, at most `rx_cap`
	 * @return 0 or a negative errno; after an error the client is closed
	 */
	int (*request)(void *ctx, const void *tx, uint32_t tx_len, void *rx,
		       uint32_t rx_cap, uint32_t *rx_len);
	void *ctx;
};

struct uk_9p_client {
	struct uk_9p_transport transport;
	uint8_t *tx; /* both `msize` bytes or more, owned by the caller */
	uint8_t *rx;
	uint32_t msize;
	uint32_t fids; /* bit set = in use */
	bool is_closed;
};

struct uk_9p_qid {
	uint8_t type;
	uint32_t version;
	uint64_t path;
};

#define UK_9P_QID_DIR 0x80

struct uk_9p_attr {
	struct uk_9p_qid qid;
	uint32_t mode;
	uint64_t nlink;
	uint64_t size; /* bytes */
};

/*
 * Errors of all functions below: the server's (Rlerror) as a negative errno;
 * -EPROTO for a reply that breaks the protocol; -EIO once the client is
 * closed; -EMSGSIZE when a request does not fit into a message; what the
 * transport says.
 */

/**
 * Negotiates version and message size and attaches the root as fid 0.
 *
 * @param tx,rx buffers of `cap` bytes for the life of the client
 * @return 0, -EPROTONOSUPPORT when the server does not speak 9P2000.L
 */
int uk_9p_connect(struct uk_9p_client *c,
		  const struct uk_9p_transport *transport, void *tx, void *rx,
		  uint32_t cap);

/** A fid nobody uses: 0 and above through `fid`, or -EMFILE. */
int uk_9p_fid_get(struct uk_9p_client *c, uint32_t *fid);

/** Gives a fid back that the server does not know (any more). */
void uk_9p_fid_put(struct uk_9p_client *c, uint32_t fid);

/**
 * Walks `count` (up to 16) NUL-free names from `fid`; `new_fid` then stands
 * for the result. With no names it is a copy of `fid`.
 * @return 0; -ENOENT when only part of the way exists
 */
int uk_9p_walk(struct uk_9p_client *c, uint32_t fid, uint32_t new_fid,
	       const char *const *names, const size_t *lens,
	       unsigned int count);

/** Opens a walked fid. `iounit`: bytes per read or write, never 0. */
int uk_9p_lopen(struct uk_9p_client *c, uint32_t fid, uint32_t flags,
		uint32_t *iounit);

/** Creates `name` in the folder `fid`, which then stands for the open file. */
int uk_9p_lcreate(struct uk_9p_client *c, uint32_t fid, const char *name,
		  size_t name_len, uint32_t flags, uint32_t mode,
		  uint32_t *iounit);

int uk_9p_mkdir_at(struct uk_9p_client *c, uint32_t fid, const char *name,
		   size_t name_len, uint32_t mode);

int uk_9p_unlink_at(struct uk_9p_client *c, uint32_t fid, const char *name,
		    size_t name_len, bool is_dir);

/** Reads once; at most msize - 24 bytes. @return bytes, 0 at the end */
int uk_9p_read(struct uk_9p_client *c, uint32_t fid, uint64_t offset,
	       void *buf, uint32_t len);

/** Writes once; at most msize - 24 bytes. @return bytes taken */
int uk_9p_write(struct uk_9p_client *c, uint32_t fid, uint64_t offset,
		const void *buf, uint32_t len);

int uk_9p_getattr(struct uk_9p_client *c, uint32_t fid,
		  struct uk_9p_attr *attr);

/* -- what a file system needs beyond that -- */

struct uk_9p_time {
	int64_t sec;
	uint64_t nsec;
};

/** Everything that stat() tells */
struct uk_9p_attr_all {
	struct uk_9p_qid qid;
	uint32_t mode, uid, gid;
	uint64_t nlink, rdev, size, blocks;
	struct uk_9p_time atime, mtime, ctime;
};

/* What uk_9p_setattr() changes */
#define UK_9P_SET_MODE 0x1u
#define UK_9P_SET_UID 0x2u
#define UK_9P_SET_GID 0x4u
#define UK_9P_SET_SIZE 0x8u
#define UK_9P_SET_ATIME 0x90u /* to the value given */
#define UK_9P_SET_MTIME 0x120u

struct uk_9p_statfs {
	uint32_t block_size, name_max;
	uint64_t blocks, blocks_free, blocks_available, files, files_free;
};

/** One entry of a folder; `name` is valid during the call only */
struct uk_9p_entry {
	struct uk_9p_qid qid;
	uint64_t next; /* offset of the one behind it */
	uint8_t type;  /* DT_* of Linux */
	uint16_t name_len;
	const char *name;
};

/** @return false: stop */
typedef bool (*uk_9p_entry_fn)(void *arg, const struct uk_9p_entry *e);

int uk_9p_getattr_all(struct uk_9p_client *c, uint32_t fid,
		      struct uk_9p_attr_all *a);
int uk_9p_setattr(struct uk_9p_client *c, uint32_t fid, uint32_t valid,
		  const struct uk_9p_attr_all *a);
int uk_9p_statfs(struct uk_9p_client *c, uint32_t fid, struct uk_9p_statfs *s);
/** Of an open fid. */
int uk_9p_fsync(struct uk_9p_client *c, uint32_t fid);
int uk_9p_symlink(struct uk_9p_client *c, uint32_t dir, const char *name,
		  size_t name_len, const char *target, uint32_t gid);
int uk_9p_mknod(struct uk_9p_client *c, uint32_t dir, const char *name,
		size_t name_len, uint32_t mode, uint32_t major, uint32_t minor);
int uk_9p_link(struct uk_9p_client *c, uint32_t dir, uint32_t fid,
	       const char *name, size_t name_len);
int uk_9p_rename_at(struct uk_9p_client *c, uint32_t dir, const char *name,
		    size_t name_len, uint32_t to_dir, const char *to,
		    size_t to_len);
/** @return bytes of the text, cut to `cap` */
int uk_9p_readlink(struct uk_9p_client *c, uint32_t fid, char *buf, size_t cap);
/**
 * Reads entries of an open folder from an offset on (0: the first).
 * @return how many were given to `fn`; 0: the end; -ENOSPC: `fn` stopped it
 */
int uk_9p_readdir(struct uk_9p_client *c, uint32_t fid, uint64_t offset,
		  uk_9p_entry_fn fn, void *arg);

/** Forgets a fid at the server and here, whatever the server answers. */
int uk_9p_clunk(struct uk_9p_client *c, uint32_t fid);

/** Mount tag of the share for results. */
#define UK_9P_SHARE_TAG "ukmatrix"

/** Longest mount tag, NUL included; shares with longer ones are not seen. */
#define UK_9P_TAG_MAX 32

/** Shares that are seen: the first ones of the machine. */
#define UK_9P_SHARES_MAX 2

/**
 * The client of the share with that mount tag, connected on the first call. The
 * caller has the lock of <uk/9p_file.h> or is the only user.
 * @return 0; -ENODEV when this machine has no such share
 */
int uk_9p_share_by_tag(const char *tag, struct uk_9p_client **client);

/** The same for the share `ukmatrix`. */
int uk_9p_share(struct uk_9p_client **client);

#endif /* __UK_9P_H__ */
