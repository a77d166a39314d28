/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * POSIX.1-2017 chdir(), fchdir(); Linux getcwd(2), which returns a length.
 */
#include <errno.h>
#include <uk/alloc.h>
#include <uk/fdtab.h>
#include <uk/syscall.h>
#include <uk/useraccess.h>
#include <uk/vfscore.h>

static int change(struct uk_file *dir)
{
	int rc = dir->dir_ops ? uk_file_permission(dir, X_OK) : -ENOTDIR;

	if (rc)
		uk_file_put(dir);
	else
		uk_process_set_cwd(dir);
	return rc;
}

UK_SYSCALL_R_DEFINE(int, chdir, const char *, path)
{
	struct uk_file *f;
	int rc = uk_path_file(AT_FDCWD, path, UK_PATH_FOLLOW, &f);

	return rc ? rc : change(f);
}

UK_SYSCALL_R_DEFINE(int, fchdir, int, fd)
{
	struct uk_ofile *of = uk_fdtab_get(fd);
	struct uk_file *f;

	if (!of)
		return -EBADF;
	f = of->file;
	uk_file_get(f);
	uk_ofile_put(of);
	return change(f);
}

UK_SYSCALL_R_DEFINE(long, getcwd, char *, buf, size_t, cap)
{
	char *text = uk_malloc(uk_alloc_get_default(), PATH_MAX);
	long len;

	if (!text)
		return -ENOMEM;
	len = uk_path_text(uk_process_cwd(), NULL, text, PATH_MAX);
	if (len == -ERANGE)
		len = -ENAMETOOLONG;
	if (len >= 0 && (size_t)++len > cap)
		len = -ERANGE;
	if (len >= 0 && uk_copy_to_user(buf, text, (size_t)len))
		len = -EFAULT;
	uk_free(uk_alloc_get_default(), text);
	return len;
}
