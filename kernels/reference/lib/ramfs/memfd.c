/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Linux memfd_create(2), and the seals of such files (fcntl(2), "File Sealing").
 */
#include <errno.h>
#include <string.h>
#include <uk/alloc.h>
#include <uk/fdtab.h>
#include <uk/syscall.h>
#include <uk/useraccess.h>

#include "ramfs.h"

#define MFD_CLOEXEC 1U
#define MFD_ALLOW_SEALING 2U
#define MEMFD_NAME_MAX 249

#define F_ADD_SEALS 1033
#define F_GET_SEALS 1034

static long add_seals(struct uk_ofile *of, unsigned long seals)
{
	struct uk_file *f = of->file;

	if (!uk_ofile_can_write(of))
		return -EPERM;
	if (seals & ~RAMFS_SEALS)
		return -EINVAL;
	if (f->seals & RAMFS_SEAL_SEAL)
		return -EPERM;
	if (seals & RAMFS_SEAL_WRITE && f->maps)
		return -EBUSY;
	f->seals |= (unsigned int)seals;
	return 0;
}

long ramfs_control(struct uk_ofile *of, int command, unsigned long arg)
{
	switch (command) {
	case F_ADD_SEALS:
		return add_seals(of, arg);
	case F_GET_SEALS:
		return of->file->seals;
	default:
		return -EINVAL;
	}
}

UK_SYSCALL_R_DEFINE(int, memfd_create, const char *, user, unsigned int, flags)
{
	char name[MEMFD_NAME_MAX + 1];
	struct uk_ofile *of;
	struct uk_file *f;
	long rc;

	if (flags & ~(MFD_CLOEXEC | MFD_ALLOW_SEALING))
		return -EINVAL;
	rc = uk_copy_string_from_user(name, user, sizeof(name));
	if (rc < 0)
		return rc == -ENAMETOOLONG ? -EINVAL : (int)rc;
	rc = uk_ramfs_anonymous(0777, &f);
	if (rc)
		return (int)rc;
	if (flags & MFD_ALLOW_SEALING)
		f->seals = 0;
	rc = uk_ofile_create(f, O_RDWR | O_LARGEFILE, &of);
	if (rc)
		return (int)rc;
	return uk_fdtab_install_new(of, flags & MFD_CLOEXEC ? FD_CLOEXEC : 0);
}
