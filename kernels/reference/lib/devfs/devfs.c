/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * /dev: a ramfs that is filled when it is mounted, and the table of devices by
 * number. Interface: <uk/devfs.h>.
 */
#include <errno.h>
#include <string.h>
#include <uk/devfs.h>
#include <uk/ramfs.h>

static const struct uk_chrdev devices_begin[0] __used
	__section(".uk_table.chrdev.0") __align(8);
static const struct uk_chrdev devices_end[0] __used
	__section(".uk_table.chrdev.z") __align(8);

static const struct {
	const char *name, *target;
} links[] = {
	{"fd", "/proc/self/fd"},
	{"stdin", "/proc/self/fd/0"},
	{"stdout", "/proc/self/fd/1"},
	{"stderr", "/proc/self/fd/2"},
};

int uk_chrdev_open(struct uk_ofile *of)
{
	for (const struct uk_chrdev *d = devices_begin; d < devices_end; d++) {
		if (d->rdev != of->file->attr.rdev || !d->ops)
			continue;
		of->ops = d->ops;
		of->is_seekable = d->is_seekable;
		return d->ops->open ? d->ops->open(of) : 0;
	}
	return -ENXIO;
}

static int make(struct uk_file *dir, const char *text, __u32 mode, __u64 rdev)
{
	struct uk_name name = {text, strlen(text)};
	struct uk_file *f;
	int rc = dir->dir_ops->create(dir, &name, mode, rdev, &f);

	if (!rc)
		uk_file_put(f);
	return rc;
}

static int fill(struct uk_file *dir)
{
	struct uk_name name;
	int rc = make(dir, "shm", S_IFDIR | 01777, 0);

	for (const struct uk_chrdev *d = devices_begin; !rc && d < devices_end;
	     d++)
		rc = make(dir, d->name, S_IFCHR | d->rights, d->rdev);
	for (unsigned int i = 0; !rc && i < ARRAY_SIZE(links); i++) {
		name = (struct uk_name){links[i].name, strlen(links[i].name)};
		rc = dir->dir_ops->symlink(dir, &name, links[i].target);
	}
	return rc;
}

static int mount(const char *source __unused, const char *data __unused,
		 struct uk_fs **fs)
{
	int rc = uk_ramfs_create(fs);

	if (rc)
		return rc;
	rc = fill((*fs)->root);
	if (rc)
		(*fs)->ops->destroy(*fs);
	return rc;
}

UK_FS_TYPE(devfs, "devtmpfs", mount);
