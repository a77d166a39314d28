/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The files that the process begins with, and their end.
 */
#include <errno.h>
#include <uk/assert.h>
#include <uk/devfs.h>
#include <uk/fdtab.h>
#include <uk/init.h>
#include <uk/process_files.h>
#include <uk/syscall.h>
#include <uk/sysinfo.h>
#include <uk/user.h>
#include <uk/vfscore.h>

#include "mount.h"

#define UMASK_DEFAULT 022

static struct {
	struct uk_file *cwd; /* a reference */
	__u32 umask;
} process;

static const struct {
	const char *path;
	__u32 mode;
} folders[] = {
	{"/tmp", 01777}, {"/dev", 0755}, {"/etc", 0755}, {"/proc", 0555},
	{"/var", 0755},	 {"/bin", 0755}, {"/root", 0700},
};

static const struct {
	const char *path, *text;
} texts[] = {
	{"/etc/passwd", UK_DEFAULT_USER ":x:0:0:" UK_DEFAULT_USER
			":" UK_DEFAULT_HOME ":" UK_DEFAULT_SHELL "\n"},
	{"/etc/group", UK_DEFAULT_GROUP ":x:0:" UK_DEFAULT_USER "\n"},
	{"/etc/hosts", "127.0.0.1 localhost\n"},
};

struct uk_file *uk_process_root(void)
{
	struct uk_fs *fs = uk_fs_mounted();

	while (fs->next)
		fs = fs->next;
	return fs->root;
}

struct uk_file *uk_process_cwd(void)
{
	return process.cwd;
}

void uk_process_set_cwd(struct uk_file *dir)
{
	uk_file_put(process.cwd);
	process.cwd = dir;
}

__u32 uk_process_umask(void)
{
	return process.umask;
}

bool uk_fs_is_busy(const struct uk_fs *fs)
{
	struct uk_ofile *of;
	bool is_of_fs;

	if (process.cwd->fs == fs)
		return true;
	for (int fd = uk_fdtab_next(0); fd >= 0; fd = uk_fdtab_next(fd + 1)) {
		of = uk_fdtab_get(fd);
		is_of_fs = of->file->fs == fs;
		uk_ofile_put(of);
		if (is_of_fs)
			return true;
	}
	return false;
}

UK_SYSCALL_R_DEFINE(int, umask, __u32, mask)
{
	__u32 before = process.umask;

	process.umask = mask & 0777;
	return (int)before;
}

static int make_dir(const char *path, __u32 mode)
{
	struct uk_path p;
	struct uk_file *f;
	int rc = uk_path_lookup(AT_FDCWD, path, UK_PATH_CREATE, &p);

	if (rc)
		return rc;
	rc = p.dir->dir_ops->create(p.dir, &p.name, S_IFDIR | mode, 0, &f);
	if (!rc)
		uk_file_put(f);
	uk_path_put(&p);
	return rc;
}

static int make_text(const char *path, const char *text)
{
	struct uk_ofile *of;
	size_t len = __builtin_strlen(text);
	long rc;

	rc = uk_file_open_at(AT_FDCWD, path, O_CREAT | O_WRONLY, 0644, &of);
	if (rc)
		return (int)rc;
	rc = uk_ofile_pwrite(of, text, len, 0);
	uk_ofile_put(of);
	return rc == (long)len ? 0 : -ENOMEM;
}

static int mount_kind(const char *kind, const char *path)
{
	const struct uk_fs_type *type = uk_fs_type(kind);
	struct uk_path p = {.file = NULL};
	struct uk_fs *fs;
	int rc;

	UK_ASSERT(type);
	rc = type->mount("", "", &fs);
	if (!rc && path)
		rc = uk_path_lookup(AT_FDCWD, path, 0, &p);
	if (!rc)
		rc = uk_fs_mount(fs, p.file);
	uk_path_put(&p);
	return rc;
}

/* A program's output is a pipe to the console; the kernel's own process has the
 * console itself, where C libraries write line by line
 */
static int open_standard(bool is_program)
{
	struct uk_ofile *of;
	const char *path;
	int rc;

	for (int fd = 0; fd <= 2; fd++) {
		path = fd ? "/dev/console" : "/dev/null";
		rc = fd && is_program
			     ? uk_devfs_open_output(&of)
			     : uk_file_open_at(AT_FDCWD, path, O_RDWR, 0, &of);
		if (!rc)
			rc = uk_fdtab_install_new(of, 0);
		if (rc < 0)
			return rc;
	}
	return 0;
}

static int begin(bool is_program)
{
	int rc = mount_kind("ramfs", NULL);

	if (rc)
		return rc;
	process.umask = 0;
	uk_file_get(uk_process_root());
	process.cwd = uk_process_root();
	for (unsigned int i = 0; !rc && i < ARRAY_SIZE(folders); i++)
		rc = make_dir(folders[i].path, folders[i].mode);
	for (unsigned int i = 0; !rc && i < ARRAY_SIZE(texts); i++)
		rc = make_text(texts[i].path, texts[i].text);
	if (!rc)
		rc = mount_kind("devtmpfs", "/dev");
	if (!rc)
		rc = mount_kind("proc", "/proc");
	if (!rc)
		rc = open_standard(is_program);
	process.umask = UMASK_DEFAULT;
	return rc;
}

void vfscore_process_end(void)
{
	uk_fdtab_clear();
	uk_process_set_cwd(NULL);
	while (uk_fs_mounted())
		uk_fs_remove(uk_fs_mounted());
	uk_credentials_reset();
	uk_hostname_reset();
}

int vfscore_process_reset(void)
{
	vfscore_process_end();
	return begin(true);
}

static int start(struct uk_init_ctx *ctx __unused)
{
	return begin(false);
}

static void stop(const struct uk_term_ctx *ctx __unused)
{
	vfscore_process_end();
}

uk_rootfs_initcall(start, stop);
