/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The dump on the share: read back, it is whole and says what the dump in
 * memory says.
 */
#include <errno.h>
#include <string.h>
#include <uk/9p.h>
#include <uk/9p_file.h>
#include <uk/alloc.h>
#include <uk/gcov.h>
#include <uk/test.h>

#include "sample.h"
#include "share.h"
#include "stream.h"

#define FOLDER "suite-gcda"
#define STRAIGHT "/sample_straight.c.gcda"

struct part {
	char *at;
	size_t len;
};

static int slurp(const char *path, struct part *part)
{
	struct uk_9p_file f;
	uint64_t size;
	long n;
	int rc = uk_9p_file_open(path, UK_9P_RDONLY, &f);

	if (rc)
		return rc;
	rc = uk_9p_file_size(&f, &size);
	part->at = rc ? NULL : uk_malloc(uk_alloc_get_default(), size + 1);
	n = part->at ? uk_9p_file_read(&f, part->at, size + 1) : -ENOMEM;
	part->len = n < 0 ? 0 : (size_t)n;
	uk_9p_file_close(&f);
	return n < 0 ? (int)n : rc;
}

static void drop(struct part *part)
{
	uk_free(uk_alloc_get_default(), part->at);
}

static void remove_dump(void)
{
	uk_9p_unlink(FOLDER "/BUNDLE");
	uk_9p_unlink(FOLDER "/MANIFEST");
	uk_9p_rmdir(FOLDER);
}

UK_TESTCASE(ukgcov, file_dump_reads_back_whole)
{
	struct part bundle, manifest;
	struct ukgcov_result result;

	SKIP_WITHOUT_SHARE();
	UK_TEST_EXPECT_ZERO(ukgcov_dump_file(FOLDER, &result));
	UK_TEST_EXPECT_ZERO(slurp(FOLDER "/BUNDLE", &bundle));
	UK_TEST_EXPECT_ZERO(slurp(FOLDER "/MANIFEST", &manifest));
	UK_TEST_EXPECT_SNUM_EQ(bundle.len, result.bundle_len);
	UK_TEST_EXPECT_SNUM_EQ(manifest_first_bad(manifest.at, manifest.len,
						  (const uint8_t *)bundle.at,
						  bundle.len),
			       -1);
	drop(&bundle);
	drop(&manifest);
	remove_dump();
}

UK_TESTCASE(ukgcov, file_dump_equals_memory_dump)
{
	struct part bundle, manifest;
	struct stream_entry file, memory;
	struct ukgcov_result result;

	SKIP_WITHOUT_SHARE();
	sample_straight();
	UK_TEST_EXPECT_ZERO(ukgcov_dump_file(FOLDER, &result));
	UK_TEST_EXPECT_ZERO(slurp(FOLDER "/BUNDLE", &bundle));
	UK_TEST_EXPECT_ZERO(slurp(FOLDER "/MANIFEST", &manifest));
	UK_TEST_EXPECT_ZERO(ukgcov_dump_memory(&result));
	/* Other objects have counted in between; the sample has not. */
	UK_TEST_EXPECT(manifest_find(manifest.at, manifest.len, STRAIGHT,
				     &file));
	UK_TEST_EXPECT(manifest_find((const char *)ukgcov_area.manifest,
				     ukgcov_area.manifest_len, STRAIGHT,
				     &memory));
	UK_TEST_EXPECT_SNUM_EQ(file.len, memory.len);
	UK_TEST_EXPECT_SNUM_EQ(file.crc, memory.crc);
	UK_TEST_EXPECT_BYTES_EQ(bundle.at + file.offset,
				(const char *)ukgcov_area.bundle +
					memory.offset,
				file.len);
	ukgcov_release_memory();
	drop(&bundle);
	drop(&manifest);
	remove_dump();
}

UK_TESTCASE(ukgcov, file_dump_replaces_an_older_one)
{
	static const char junk[64 * 1024];
	struct ukgcov_result result;
	struct uk_9p_file f;
	struct part bundle;

	SKIP_WITHOUT_SHARE();
	uk_9p_mkdir(FOLDER, 0755);
	UK_TEST_EXPECT_ZERO(uk_9p_file_create(FOLDER "/BUNDLE", 0644, &f));
	UK_TEST_EXPECT_SNUM_EQ(uk_9p_file_write(&f, junk, sizeof(junk)),
			       sizeof(junk));
	UK_TEST_EXPECT_ZERO(uk_9p_file_close(&f));
	UK_TEST_EXPECT_ZERO(ukgcov_dump_file(FOLDER, &result));
	UK_TEST_EXPECT_ZERO(slurp(FOLDER "/BUNDLE", &bundle));
	UK_TEST_EXPECT_SNUM_EQ(bundle.len, result.bundle_len);
	drop(&bundle);
	remove_dump();
}

UK_TESTCASE(ukgcov, file_dump_reports_what_stopped_it)
{
	struct ukgcov_result result;
	struct uk_9p_file f;

	SKIP_WITHOUT_SHARE();
	UK_TEST_EXPECT_SNUM_EQ(ukgcov_dump_file("suite-none/deep", &result),
			       -ENOENT);
	/* A file where the folder should be. */
	UK_TEST_EXPECT_ZERO(uk_9p_file_create(FOLDER, 0644, &f));
	UK_TEST_EXPECT_ZERO(uk_9p_file_close(&f));
	UK_TEST_EXPECT_SNUM_EQ(ukgcov_dump_file(FOLDER, &result), -ENOTDIR);
	UK_TEST_EXPECT_ZERO(uk_9p_unlink(FOLDER));
	/* A folder where the bundle should be. */
	UK_TEST_EXPECT_ZERO(uk_9p_mkdir(FOLDER, 0755));
	UK_TEST_EXPECT_ZERO(uk_9p_mkdir(FOLDER "/BUNDLE", 0755));
	UK_TEST_EXPECT_SNUM_EQ(ukgcov_dump_file(FOLDER, &result), -EISDIR);
	UK_TEST_EXPECT_ZERO(uk_9p_rmdir(FOLDER "/BUNDLE"));
	UK_TEST_EXPECT_ZERO(uk_9p_rmdir(FOLDER));
}
