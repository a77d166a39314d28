/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The dump as two files on the 9p share. One bundle instead of a file for
 * each object: a file costs four round trips to the host.
 */
#include <errno.h>
#include <stdio.h>
#include <uk/9p_file.h>

#include "bundle.h"

#define PATH_LEN 128

static int to_file(void *arg, const void *data, size_t len)
{
	long n = uk_9p_file_write(arg, data, len);

	return n < 0 ? (int)n : 0;
}

static int open_part(const char *folder, const char *name,
		     struct uk_9p_file *f)
{
	char path[PATH_LEN];
	int len = snprintf(path, sizeof(path), "%s/%s", folder, name);

	if (len < 0 || len >= PATH_LEN)
		return -ENAMETOOLONG;
	return uk_9p_file_create(path, 0644, f);
}

static int write_bundle(const char *folder, struct ukgcov_result *result)
{
	struct uk_9p_file f;
	int closed, rc = open_part(folder, "BUNDLE", &f);

	if (rc)
		return rc;
	rc = bundle_make(to_file, &f, result);
	closed = uk_9p_file_close(&f);
	return rc ? rc : closed;
}

static int write_manifest(const char *folder,
			  const struct ukgcov_result *result)
{
	struct uk_9p_file f;
	int closed, rc = open_part(folder, "MANIFEST", &f);

	if (rc)
		return rc;
	rc = bundle_manifest(result, to_file, &f);
	closed = uk_9p_file_close(&f);
	return rc ? rc : closed;
}

int ukgcov_dump_file(const char *folder, struct ukgcov_result *result)
{
	int rc = uk_9p_mkdir(folder, 0755);

	if (rc && rc != -EEXIST)
		return rc;
	rc = write_bundle(folder, result);
	return rc ? rc : write_manifest(folder, result);
}
