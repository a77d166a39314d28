/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The dump in memory, for a debugger or a monitor that can read the guest's:
 * symbol `ukgcov_area` says where.
 */
#include <errno.h>
#include <string.h>
#include <uk/alloc.h>

#include "bundle.h"

/* Counters go on counting while the dump runs, and a counter that leaves 0
 * makes its stream longer: room for that.
 */
#define GROWTH(len) ((len) / 4 + 4096)

struct ukgcov_area ukgcov_area;

struct part {
	uint8_t *at;
	size_t len;
	size_t cap;
};

static int count_bytes(void *arg, const void *data, size_t len)
{
	size_t *total = arg;

	(void)data;
	*total += len;
	return 0;
}

static int to_part(void *arg, const void *data, size_t len)
{
	struct part *part = arg;

	if (len > part->cap - part->len)
		return -ENOSPC;
	memcpy(part->at + part->len, data, len);
	part->len += len;
	return 0;
}

static int allocate(struct part *part, size_t cap)
{
	part->at = uk_malloc(uk_alloc_get_default(), cap);
	part->cap = cap;
	part->len = 0;
	return part->at ? 0 : -ENOMEM;
}

static void release(void *at)
{
	uk_free(uk_alloc_get_default(), at);
}

static int fill_bundle(struct part *part, struct ukgcov_result *result)
{
	size_t total = (size_t)bundle_measure();
	int rc = allocate(part, total + GROWTH(total));

	if (rc)
		return rc;
	rc = bundle_make(to_part, part, result);
	if (rc)
		release(part->at);
	return rc;
}

static int fill_manifest(struct part *part, const struct ukgcov_result *result)
{
	size_t total = 0;
	int rc = bundle_manifest(result, count_bytes, &total);

	if (rc == 0)
		rc = allocate(part, total);
	if (rc)
		return rc;
	rc = bundle_manifest(result, to_part, part);
	if (rc)
		release(part->at);
	return rc;
}

void ukgcov_release_memory(void)
{
	if (ukgcov_area.magic == 0)
		return;
	release((void *)ukgcov_area.bundle);
	release((void *)ukgcov_area.manifest);
	ukgcov_area = (struct ukgcov_area){ 0 };
}

int ukgcov_dump_memory(struct ukgcov_result *result)
{
	struct part bundle, manifest;
	int rc;

	ukgcov_release_memory();
	rc = fill_bundle(&bundle, result);
	if (rc)
		return rc;
	rc = fill_manifest(&manifest, result);
	if (rc) {
		release(bundle.at);
		return rc;
	}
	ukgcov_area.bundle = (uintptr_t)bundle.at;
	ukgcov_area.bundle_len = bundle.len;
	ukgcov_area.manifest = (uintptr_t)manifest.at;
	ukgcov_area.manifest_len = manifest.len;
	ukgcov_area.magic = UKGCOV_AREA_MAGIC;
	return 0;
}
