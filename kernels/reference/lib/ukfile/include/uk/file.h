/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Files and open files, after the redesign of the v0.17 notes. A file is an object
 * with attributes and operations: a regular file, a directory, a device, a pipe.
 * An open file refers to one; it has flags and a position. Neither knows names of
 * paths (<uk/vfscore.h>) or descriptors (<uk/fdtab.h>).
 *
 * All functions are called by threads, one at a time: system calls run under one
 * lock, which is given up while a thread is blocked. So everything may have
 * changed after a call that blocks.
 */
#ifndef __UK_FILE_H__
#define __UK_FILE_H__

#include <stdbool.h>
#include <uk/file_abi.h>
#include <uk/pollq.h>

#ifdef __cplusplus
extern "C" {
#endif

struct uk_file;
struct uk_ofile;
struct uk_io;
struct uk_dir_ops; /* <uk/vfscore.h> */
struct uk_fs;	   /* <uk/vfscore.h> */
struct uk_file_lock;
struct uk_pipe;

/** What stat tells. Times are of the wall clock. */
struct uk_attr {
	__u64 dev;
	__u64 ino;
	__u64 rdev;
	__u64 nlink;
	__u32 mode;
	__u32 uid;
	__u32 gid;
	__u32 blksize;
	__s64 size;
	__u64 blocks; /* of 512 bytes */
	struct uk_timespec atime, mtime, ctime, btime;
};

/** Which attributes setattr() is to store */
#define UK_ATTR_MODE 0x1U
#define UK_ATTR_UID 0x2U
#define UK_ATTR_GID 0x4U
#define UK_ATTR_ATIME 0x8U
#define UK_ATTR_MTIME 0x10U

/**
 * Operations; NULL where a kind of file has none, with the result named.
 * All results are negative errno for failures.
 */
struct uk_file_ops {
	/** @return bytes; 0: end. NULL: -EINVAL, of a directory -EISDIR */
	long (*read)(struct uk_ofile *of, struct uk_io *io, __off pos);
	/** @return bytes. NULL: -EINVAL */
	long (*write)(struct uk_ofile *of, struct uk_io *io, __off pos);
	/** NULL: -EINVAL */
	int (*truncate)(struct uk_file *f, __s64 size);
	/** Room for a range, size unchanged. NULL: -EOPNOTSUPP */
	int (*allocate)(struct uk_file *f, int mode, __s64 pos, __s64 len);
	/** Puts the content in safety. NULL: it is, as far as the file system can */
	int (*sync)(struct uk_ofile *of);
	/** Next data or hole (SEEK_DATA, SEEK_HOLE) from `pos`, which is in the
	 *  file. NULL: all is data
	 */
	__s64 (*seek)(struct uk_file *f, __s64 pos, int whence);
	/** Events of now, POLL*. NULL: in and out */
	unsigned int (*poll)(struct uk_ofile *of);
	/** NULL: -ENOTTY */
	long (*ioctl)(struct uk_ofile *of, unsigned long request, void *arg);
	/** Commands of fcntl() about pipes and seals. NULL: -EINVAL */
	long (*control)(struct uk_ofile *of, int command, unsigned long arg);
	/** A new open file refers to it; it may change of->ops. NULL: 0 */
	int (*open)(struct uk_ofile *of);
	/** The open file ends. NULL: nothing */
	void (*release)(struct uk_ofile *of);
	/** Brings f->attr up to date. NULL: it is */
	int (*getattr)(struct uk_file *f);
	/** Stores attributes elsewhere before they are stored in f->attr. NULL: 0 */
	int (*setattr)(struct uk_file *f, unsigned int what,
		       const struct uk_attr *attr);
	/** Text of a symbolic link. @return its length, cut to `cap`. NULL: -EINVAL */
	long (*readlink)(struct uk_file *f, char *buf, size_t cap);
	/** What a symbolic link of the kernel's leads to, a reference. NULL: what
	 *  its text says
	 */
	int (*follow)(struct uk_file *f, struct uk_file **target);
	/** Kernel address of a page of the content. NULL: none */
	void *(*page)(struct uk_file *f, __u64 index, bool is_create);
	/** The last reference is gone: frees the object */
	void (*destroy)(struct uk_file *f);
};

struct uk_file {
	const struct uk_file_ops *ops;
	const struct uk_dir_ops *dir_ops; /* NULL: no directory */
	struct uk_fs *fs;		  /* NULL: nowhere */
	struct uk_fs *covered_by;	  /* mounted on it, or NULL */
	struct uk_file *parent; /* of a directory with a name; a reference */
	unsigned int refs;
	unsigned int maps;  /* mappings that show its pages */
	unsigned int seals; /* F_SEAL_* */
	struct uk_attr attr;
	struct uk_pollq pollq;
	struct uk_file_lock *locks;
	struct uk_pipe *pipe; /* of a fifo that is open */
};

struct uk_ofile {
	struct uk_file *file;
	const struct uk_file_ops *ops; /* the file's, or those of its device */
	unsigned int refs;
	unsigned int flags; /* O_* without those that only open uses */
	bool is_seekable;   /* the position has a meaning */
	int owner;	    /* F_SETOWN: a process, or -group; 0: nobody */
	__s64 pos;
	void *priv;	    /* of the kind of file */
	struct uk_file *dir; /* where it was opened, or NULL; a reference */
	char *name;	     /* under which name there */
};

/**
 * Fills what all kinds have: one reference, one link, times of now, an inode
 * number that no other file of this kernel has.
 */
void uk_file_init(struct uk_file *f, const struct uk_file_ops *ops,
		  __u32 mode);

void uk_file_get(struct uk_file *f);
/** NULL is allowed */
void uk_file_put(struct uk_file *f);

static inline bool uk_file_is(const struct uk_file *f, __u32 type)
{
	return (f->attr.mode & S_IFMT) == type;
}

/** Sets times to now: UK_ATTR_ATIME, UK_ATTR_MTIME; the change time always */
void uk_file_touch(struct uk_file *f, unsigned int what);

/** Address of a page for a mapping, or NULL: a hole that stays one, no memory,
 *  or a kind of file whose pages cannot be shown
 */
void *uk_file_page(struct uk_file *f, __u64 index, bool is_create);
/** While a mapping exists no page of the content is freed */
void uk_file_map_get(struct uk_file *f);
void uk_file_map_put(struct uk_file *f);

/** Asks the file system for what `attr` has now. @return 0 or its error */
static inline int uk_file_refresh(struct uk_file *f)
{
	return f->ops->getattr ? f->ops->getattr(f) : 0;
}

/**
 * Opens a file: the reference to `f` is taken over in any case.
 * @param flags O_*
 * @return 0, -ENOMEM or what the kind of file says
 */
int uk_ofile_create(struct uk_file *f, unsigned int flags,
		    struct uk_ofile **of);
void uk_ofile_get(struct uk_ofile *of);
/** NULL is allowed */
void uk_ofile_put(struct uk_ofile *of);

static inline bool uk_ofile_can_read(const struct uk_ofile *of)
{
	return !(of->flags & O_PATH) && (of->flags & O_ACCMODE) != O_WRONLY;
}

static inline bool uk_ofile_can_write(const struct uk_ofile *of)
{
	return !(of->flags & O_PATH) && (of->flags & O_ACCMODE) != O_RDONLY;
}

/**
 * Reads or writes at the position, which moves, or at `*pos` if that is not NULL.
 * Rights, limits and O_APPEND are kept.
 * @return bytes, or -EBADF, -ESPIPE, -EINVAL, -EISDIR, -EFBIG, -EFAULT ...
 */
long uk_ofile_read(struct uk_ofile *of, struct uk_io *io, const __s64 *pos);
long uk_ofile_write(struct uk_ofile *of, struct uk_io *io, const __s64 *pos);

/** The same with memory of the kernel */
long uk_ofile_pread(struct uk_ofile *of, void *buf, size_t len, __s64 pos);
long uk_ofile_pwrite(struct uk_ofile *of, const void *buf, size_t len,
		     __s64 pos);

/* -- memory of the caller, in pieces -- */

struct uk_io {
	const struct uk_iovec *iov; /* the piece in work */
	size_t at;		    /* byte of it */
	size_t left;		    /* bytes in all */
	bool is_faulted;
};

/** At most UK_RW_MAX bytes are moved. `iov` is kernel memory, what it names not
 *  necessarily
 */
void uk_io_init(struct uk_io *io, const struct uk_iovec *iov,
		unsigned int count);
/** Hands bytes to the caller. @return how many, less after a fault or at the end */
size_t uk_io_put(struct uk_io *io, const void *src, size_t len);
/** Takes bytes from the caller */
size_t uk_io_get(struct uk_io *io, void *dst, size_t len);
/** Hands zeroes */
size_t uk_io_zero(struct uk_io *io, size_t len);
/** Takes bytes and drops them */
size_t uk_io_skip(struct uk_io *io, size_t len);

/** Result of a transfer of which `done` bytes went well */
static inline long uk_io_result(const struct uk_io *io, size_t done)
{
	return done || !io->is_faulted ? (long)done : -14 /* EFAULT */;
}

/* -- what other libraries may define; weak here -- */

/** Opens a character device, a fifo: sets of->ops; here: -ENXIO */
int uk_chrdev_open(struct uk_ofile *of);
int uk_fifo_open(struct uk_ofile *of);

/** Wall clock, nanoseconds since 1970; here: since boot */
__nsec uk_clock_realtime(void);
/** Soft limit of a resource; here: 1024 descriptors, no other limit */
__u64 uk_rlimit_cur(int resource);
/** A file has lost what was behind attr.size: mappings of it end there now; here:
 *  nothing
 */
void uk_file_shrunk(struct uk_file *f);
/** Sends a signal to the calling thread; here: nothing */
void uk_signal_raise(int signo);

#ifdef __cplusplus
}
#endif

#endif /* __UK_FILE_H__ */
