/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Devices: a file system with their names, and what is behind their numbers.
 * Numbers and names are those of Linux (Documentation/admin-guide/devices.txt).
 */
#ifndef __UK_DEVFS_H__
#define __UK_DEVFS_H__

#include <uk/essentials.h>
#include <uk/file.h>

#ifdef __cplusplus
extern "C" {
#endif

/** A character device. Registered with UK_CHRDEV() */
struct uk_chrdev {
	const char *name; /* below /dev */
	__u64 rdev;
	__u32 rights;
	bool is_seekable; /* positions are accepted, and mean nothing */
	const struct uk_file_ops *ops; /* NULL: opening it is -ENXIO */
};

#define UK_CHRDEV(id, dev_name, major, minor, rights_, seekable, ops_)        \
	static const struct uk_chrdev __uk_chrdev_##id __used __section(      \
		".uk_table.chrdev.5") __align(8) = {                          \
			.name = (dev_name),                                   \
			.rdev = UK_MKDEV(major, minor),                       \
			.rights = (rights_),                                  \
			.is_seekable = (seekable),                            \
			.ops = (ops_)}

/**
 * Opens what a program's output goes to: the console, which to the program is a
 * pipe.
 * @return 0 and *of, or -ENOMEM
 */
int uk_devfs_open_output(struct uk_ofile **of);

/** Asked before bytes of a program are written; weak: true. @return false: the
 *  program has written enough, -EIO
 */
bool uk_program_output(size_t len);

#ifdef __cplusplus
}
#endif

#endif /* __UK_DEVFS_H__ */
