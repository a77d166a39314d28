/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Names of files: directories, file systems, paths (POSIX.1-2017 4.13). A file
 * system is mounted in at most one place, so that a file alone says where a path
 * stands. Called by threads, under the lock of the system calls.
 */
#ifndef __UK_VFSCORE_H__
#define __UK_VFSCORE_H__

#include <uk/essentials.h>
#include <uk/file.h>

#ifdef __cplusplus
extern "C" {
#endif

/** A component of a path; not terminated. `len` is 1 to NAME_MAX */
struct uk_name {
	const char *text;
	size_t len;
};

/** Takes one entry. @return false: no room, the entry was not taken */
typedef bool (*uk_dir_emit_t)(void *arg, const struct uk_name *name, __u64 ino,
			      __u32 mode, __s64 next_pos);

/**
 * Operations on a directory. vfscore has checked rights, types, mounts and that
 * the directory still has a name; `.` and `..` never arrive, but from readdir.
 * NULL: -EPERM, for lookup -ENOENT.
 */
struct uk_dir_ops {
	/** @return 0 with a reference in *f, or -ENOENT */
	int (*lookup)(struct uk_file *dir, const struct uk_name *name,
		      struct uk_file **f);
	/** A new file that is no link. @param mode type and rights */
	int (*create)(struct uk_file *dir, const struct uk_name *name,
		      __u32 mode, __u64 rdev, struct uk_file **f);
	/** A regular file without a name */
	int (*tmpfile)(struct uk_file *dir, __u32 mode, struct uk_file **f);
	int (*symlink)(struct uk_file *dir, const struct uk_name *name,
		       const char *target);
	int (*link)(struct uk_file *dir, const struct uk_name *name,
		    struct uk_file *f);
	/** @return -ENOTEMPTY */
	int (*unlink)(struct uk_file *dir, const struct uk_name *name,
		      struct uk_file *f);
	/** `to` is free, or `victim` has the name and is to vanish, or (exchange)
	 *  to get the old name
	 */
	int (*rename)(struct uk_file *dir, const struct uk_name *name,
		      struct uk_file *f, struct uk_file *to_dir,
		      const struct uk_name *to, struct uk_file *victim,
		      bool is_exchange);
	/** Emits entries from position *pos on, `.` and `..` included */
	int (*readdir)(struct uk_file *dir, __s64 *pos, uk_dir_emit_t emit,
		       void *arg);
	/** Name of a directory in this one. @return its length, or -ENOENT */
	long (*name_of)(struct uk_file *dir, const struct uk_file *child,
			char *buf, size_t cap);
};

/** Linux struct statfs, 64 bit */
struct uk_statfs {
	__s64 f_type, f_bsize;
	__u64 f_blocks, f_bfree, f_bavail, f_files, f_ffree;
	__s32 f_fsid[2];
	__s64 f_namelen, f_frsize, f_flags, f_spare[4];
};

struct uk_fs_ops {
	/** Sets what it knows; the rest is filled. NULL: nothing is known */
	void (*statfs)(struct uk_fs *fs, struct uk_statfs *s);
	/** NULL: nothing to do */
	int (*sync)(struct uk_fs *fs);
	/** It is no longer mounted: gives up its names and its root. Where files
	 *  are still referred to, it lives on until the last is gone
	 */
	void (*destroy)(struct uk_fs *fs);
};

#define UK_FS_READ_ONLY 0x1U

/** A file system; filled by its kind */
struct uk_fs {
	const struct uk_fs_ops *ops;
	struct uk_file *root;  /* a reference */
	struct uk_file *point; /* what it covers, a reference; NULL: nothing */
	struct uk_fs *next;
	__u64 dev;
	unsigned int flags; /* UK_FS_* */
};

/** A kind of file system, by name. Registered with UK_FS_TYPE() */
struct uk_fs_type {
	const char *name;
	/** @param source,data strings of mount(), never NULL */
	int (*mount)(const char *source, const char *data, struct uk_fs **fs);
};

#define UK_FS_TYPE(id, type_name, mount_fn)                                   \
	static const struct uk_fs_type __uk_fs_type_##id __used __section(    \
		".uk_table.fs_type.5") __align(8) = {.name = (type_name),     \
						     .mount = (mount_fn)}

/** @return a device number that no other file system has */
__u64 uk_fs_new_dev(void);

/** Mounts on a directory; `fs` is vfscore's then. @return 0, -ENOTDIR, -EBUSY */
int uk_fs_mount(struct uk_fs *fs, struct uk_file *point);
/** @return 0; -EBUSY: files are in use; -EINVAL: not mounted */
int uk_fs_umount(struct uk_fs *fs);

/* -- paths -- */

enum uk_path_last { UK_LAST_NAME, UK_LAST_DOT, UK_LAST_DOTDOT, UK_LAST_ROOT };

/** What a path leads to */
struct uk_path {
	struct uk_file *dir;  /* where the last component is; a reference */
	struct uk_file *file; /* what it is, a reference; NULL: nothing */
	enum uk_path_last last;
	bool is_slash_last; /* a slash follows the last component */
	struct uk_name name;
	char text[NAME_MAX + 1]; /* of `name`, terminated */
};

/** A symbolic link at the end is followed */
#define UK_PATH_FOLLOW 0x1U
/** The empty path is the file of `dirfd` itself */
#define UK_PATH_EMPTY 0x2U
/** There need be no such file: then `file` is NULL */
#define UK_PATH_CREATE 0x4U
/** The name is what matters: a slash behind it neither follows a link nor asks for
 *  a directory
 */
#define UK_PATH_NAME 0x8U
/** A slash behind the last name is -EISDIR */
#define UK_PATH_NO_SLASH 0x10U

/**
 * Finds a file. To be released by uk_path_put() if successful.
 * @param user path in memory of the caller
 * @return 0; -ENOENT, -ENOTDIR, -EACCES, -ELOOP, -ENAMETOOLONG, -EFAULT, -EBADF,
 *   -ENOMEM
 */
int uk_path_get(int dirfd, const char *user, unsigned int flags,
		struct uk_path *p);
/** The same with a path of the kernel */
int uk_path_lookup(int dirfd, const char *path, unsigned int flags,
		   struct uk_path *p);
void uk_path_put(struct uk_path *p);

/** The file alone, with a reference */
int uk_path_file(int dirfd, const char *user, unsigned int flags,
		 struct uk_file **f);

/** @return `..` of a directory, across mounts; no reference */
struct uk_file *uk_dir_parent(struct uk_file *dir);

/**
 * Absolute path of a directory, or of a name in it (NULL: none).
 * @return length without terminator; -ENOENT: it has none any more; -ERANGE
 */
long uk_path_text(struct uk_file *dir, const char *name, char *buf, size_t cap);

/* -- rights -- */

/** Do R_OK, W_OK, X_OK all hold for the effective identity? @return 0, -EACCES */
int uk_file_permission(struct uk_file *f, int mask);
/** As owner or by capability? @return 0, -EPERM */
int uk_file_owned(const struct uk_file *f);
/** May names in a directory change? @return 0, -EACCES, -EROFS, -ENOENT: it has
 *  been removed
 */
int uk_dir_writable(struct uk_file *dir);
/** May this name be taken out of it (sticky bit)? */
int uk_dir_removable(struct uk_file *dir, const struct uk_file *f);

static inline bool uk_file_is_read_only(const struct uk_file *f)
{
	return f->fs && f->fs->flags & UK_FS_READ_ONLY;
}

/** Identity and mode of a new file in a directory: owner, group, S_ISGID */
void uk_file_inherit(struct uk_file *f, const struct uk_file *dir);

/** Changes attributes: tells the file system, then stores. ctime is new */
int uk_file_setattr(struct uk_file *f, unsigned int what,
		    const struct uk_attr *attr);

/** Size by truncate() and O_TRUNC; limits kept */
int uk_file_truncate(struct uk_file *f, __s64 size);

/* -- the process -- */

struct uk_file *uk_process_root(void); /* no reference */
struct uk_file *uk_process_cwd(void);
void uk_process_set_cwd(struct uk_file *dir); /* takes the reference */
__u32 uk_process_umask(void);

/** Opens as openat() does. @param path of the kernel. @return 0 and *of */
int uk_file_open_at(int dirfd, const char *path, unsigned int flags,
		    __u32 mode, struct uk_ofile **of);

#ifdef __cplusplus
}
#endif

#endif /* __UK_VFSCORE_H__ */
