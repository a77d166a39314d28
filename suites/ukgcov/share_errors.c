/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Errors of the host's server reach the caller, and cost no fid.
 */
#include <errno.h>
#include <string.h>
#include <uk/9p.h>
#include <uk/9p_file.h>
#include <uk/alloc.h>
#include <uk/test.h>

#include "share.h"

#define FILE "suite-file"
#define FOLDER "suite-folder"

static uint32_t fids_in_use(void)
{
	struct uk_9p_client *client;

	return uk_9p_share(&client) ? 0 : client->fids;
}

UK_TESTCASE(ukgcov, share_missing_paths)
{
	static const char *const missing[] = {
		"suite-none", "/suite-none", "suite-none/x", "suite-none/x/y",
	};
	struct uk_9p_file f;
	uint32_t before;

	SKIP_WITHOUT_SHARE();
	before = fids_in_use();
	for (unsigned int i = 0; i < sizeof(missing) / sizeof(missing[0]); i++)
		UK_TEST_EXPECT_SNUM_EQ(uk_9p_file_open(missing[i], UK_9P_RDONLY,
						       &f),
				       -ENOENT);
	UK_TEST_EXPECT_SNUM_EQ(uk_9p_file_create("suite-none/x", 0644, &f),
			       -ENOENT);
	UK_TEST_EXPECT_SNUM_EQ(uk_9p_mkdir("suite-none/x", 0755), -ENOENT);
	UK_TEST_EXPECT_SNUM_EQ(uk_9p_unlink("suite-none"), -ENOENT);
	UK_TEST_EXPECT_SNUM_EQ(uk_9p_rmdir("suite-none"), -ENOENT);
	UK_TEST_EXPECT_SNUM_EQ(fids_in_use(), before);
}

/* A name has 16 bits for its length; one that needs more does not wrap */
UK_TESTCASE(ukgcov, share_names_that_no_message_holds)
{
	const size_t len = 65536 + sizeof(FILE) - 1;
	struct uk_9p_file f;
	uint32_t before;
	char *name;

	SKIP_WITHOUT_SHARE();
	name = uk_malloc(uk_alloc_get_default(), len + 1);
	UK_TEST_ASSERT(name != NULL);
	memset(name, 'x', len);
	memcpy(name, FILE, sizeof(FILE) - 1);
	name[len] = '\0';
	before = fids_in_use();
	UK_TEST_EXPECT_SNUM_EQ(uk_9p_file_create(name, 0644, &f), -EMSGSIZE);
	UK_TEST_EXPECT_SNUM_EQ(uk_9p_file_open(name, UK_9P_RDONLY, &f),
			       -EMSGSIZE);
	UK_TEST_EXPECT_SNUM_EQ(fids_in_use(), before);
	uk_free(uk_alloc_get_default(), name);
}

UK_TESTCASE(ukgcov, share_existing_paths)
{
	struct uk_9p_file f;
	uint32_t before;

	SKIP_WITHOUT_SHARE();
	before = fids_in_use();
	UK_TEST_EXPECT_ZERO(uk_9p_file_create_new(FILE, 0644, &f));
	UK_TEST_EXPECT_ZERO(uk_9p_file_close(&f));
	UK_TEST_EXPECT_SNUM_EQ(uk_9p_file_create_new(FILE, 0644, &f), -EEXIST);
	UK_TEST_EXPECT_SNUM_EQ(uk_9p_mkdir(FILE, 0755), -EEXIST);
	UK_TEST_EXPECT_ZERO(uk_9p_mkdir(FOLDER, 0755));
	UK_TEST_EXPECT_SNUM_EQ(uk_9p_mkdir(FOLDER, 0755), -EEXIST);
	UK_TEST_EXPECT_SNUM_EQ(uk_9p_file_create_new(FOLDER, 0644, &f),
			       -EEXIST);
	UK_TEST_EXPECT_ZERO(uk_9p_rmdir(FOLDER));
	UK_TEST_EXPECT_ZERO(uk_9p_unlink(FILE));
	UK_TEST_EXPECT_SNUM_EQ(fids_in_use(), before);
}

UK_TESTCASE(ukgcov, share_files_are_not_folders)
{
	struct uk_9p_file f;
	uint32_t before;

	SKIP_WITHOUT_SHARE();
	before = fids_in_use();
	UK_TEST_EXPECT_ZERO(uk_9p_file_create(FILE, 0644, &f));
	UK_TEST_EXPECT_ZERO(uk_9p_file_close(&f));
	UK_TEST_EXPECT_SNUM_LT(uk_9p_file_open(FILE "/x", UK_9P_RDONLY, &f), 0);
	UK_TEST_EXPECT_SNUM_EQ(uk_9p_mkdir(FILE "/x", 0755), -ENOTDIR);
	UK_TEST_EXPECT_SNUM_EQ(uk_9p_rmdir(FILE), -ENOTDIR);
	UK_TEST_EXPECT_ZERO(uk_9p_unlink(FILE));
	UK_TEST_EXPECT_ZERO(uk_9p_mkdir(FOLDER, 0755));
	UK_TEST_EXPECT_SNUM_EQ(uk_9p_file_create(FOLDER, 0644, &f), -EISDIR);
	UK_TEST_EXPECT_SNUM_EQ(uk_9p_unlink(FOLDER), -EISDIR);
	UK_TEST_EXPECT_ZERO(uk_9p_file_create(FOLDER "/x", 0644, &f));
	UK_TEST_EXPECT_ZERO(uk_9p_file_close(&f));
	UK_TEST_EXPECT_SNUM_EQ(uk_9p_rmdir(FOLDER), -ENOTEMPTY);
	UK_TEST_EXPECT_ZERO(uk_9p_unlink(FOLDER "/x"));
	UK_TEST_EXPECT_ZERO(uk_9p_rmdir(FOLDER));
	UK_TEST_EXPECT_SNUM_EQ(fids_in_use(), before);
}

/* Of Tlopen's flags (diod's protocol.md): what is opened must be a folder */
#define L_O_DIRECTORY 0200000

UK_TESTCASE(ukgcov, share_refused_open_costs_nothing)
{
	struct uk_9p_file f;
	uint32_t before;

	SKIP_WITHOUT_SHARE();
	before = fids_in_use();
	UK_TEST_EXPECT_ZERO(uk_9p_file_create(FILE, 0644, &f));
	UK_TEST_EXPECT_ZERO(uk_9p_file_close(&f));
	UK_TEST_EXPECT_SNUM_EQ(uk_9p_file_open(FILE, L_O_DIRECTORY, &f),
			       -ENOTDIR);
	UK_TEST_EXPECT_ZERO(uk_9p_unlink(FILE));
	UK_TEST_EXPECT_SNUM_EQ(fids_in_use(), before);
}

/* Twice, as the first may leave the lock of all shares taken */
UK_TESTCASE(ukgcov, share_that_is_not_there)
{
	struct uk_9p_file f;
	int i;

	SKIP_WITHOUT_SHARE();
	for (i = 0; i < 2; i++)
		UK_TEST_EXPECT_SNUM_EQ(uk_9p_file_open_on("suite-none", FILE,
							  UK_9P_RDONLY, &f),
				       -ENODEV);
}

UK_TESTCASE(ukgcov, share_modes_of_opening_hold)
{
	struct uk_9p_file f;
	char c;

	SKIP_WITHOUT_SHARE();
	UK_TEST_EXPECT_ZERO(uk_9p_file_create(FILE, 0644, &f));
	UK_TEST_EXPECT_SNUM_EQ(uk_9p_file_write(&f, "x", 1), 1);
	UK_TEST_EXPECT_ZERO(uk_9p_file_close(&f));
	UK_TEST_EXPECT_ZERO(uk_9p_file_open(FILE, UK_9P_RDONLY, &f));
	UK_TEST_EXPECT_SNUM_EQ(uk_9p_file_write(&f, "y", 1), -EBADF);
	UK_TEST_EXPECT_ZERO(f.offset);
	UK_TEST_EXPECT_ZERO(uk_9p_file_close(&f));
	UK_TEST_EXPECT_ZERO(uk_9p_file_open(FILE, UK_9P_WRONLY, &f));
	UK_TEST_EXPECT_SNUM_EQ(uk_9p_file_read(&f, &c, 1), -EBADF);
	UK_TEST_EXPECT_ZERO(uk_9p_file_close(&f));
	/* The fid is gone: the server knows nothing of it. */
	UK_TEST_EXPECT_SNUM_LT(uk_9p_file_write(&f, "y", 1), 0);
	UK_TEST_EXPECT_SNUM_LT(uk_9p_file_close(&f), 0);
	UK_TEST_EXPECT_ZERO(uk_9p_unlink(FILE));
}

/* All but `left`, as if files were open: each open one costs the host messages */
static uint32_t take_fids(unsigned int left)
{
	struct uk_9p_client *client;
	uint32_t fid, taken = 0;

	if (uk_9p_share(&client))
		return 0;
	while ((unsigned int)__builtin_popcount(client->fids) <
		       UK_9P_FID_COUNT - left &&
	       uk_9p_fid_get(client, &fid) == 0)
		taken |= 1u << fid;
	return taken;
}

static void give_fids_back(uint32_t taken)
{
	struct uk_9p_client *client;

	if (uk_9p_share(&client))
		return;
	for (uint32_t fid = 0; fid < UK_9P_FID_COUNT; fid++)
		if (taken & 1u << fid)
			uk_9p_fid_put(client, fid);
}

#define LEFT 3

UK_TESTCASE(ukgcov, share_open_files_are_limited)
{
	struct uk_9p_file f[LEFT + 2];
	uint32_t before, taken;
	unsigned int n = 0;
	int rc = 0;

	SKIP_WITHOUT_SHARE();
	before = fids_in_use();
	taken = take_fids(LEFT);
	UK_TEST_EXPECT_SNUM_EQ(__builtin_popcount(taken | before),
			       UK_9P_FID_COUNT - LEFT);
	UK_TEST_EXPECT_ZERO(uk_9p_file_create(FILE, 0644, &f[n++]));
	while (n <= LEFT &&
	       (rc = uk_9p_file_open(FILE, UK_9P_RDONLY, &f[n])) == 0)
		n++;
	UK_TEST_EXPECT_SNUM_EQ(rc, -EMFILE);
	UK_TEST_EXPECT_SNUM_EQ(n, LEFT);
	UK_TEST_EXPECT_SNUM_EQ(uk_9p_file_create(FILE, 0644, &f[n]), -EMFILE);
	UK_TEST_EXPECT_SNUM_EQ(uk_9p_mkdir(FILE "/x", 0755), -EMFILE);
	UK_TEST_EXPECT_SNUM_EQ(uk_9p_unlink(FILE "/x"), -EMFILE);
	while (n > 0)
		UK_TEST_EXPECT_ZERO(uk_9p_file_close(&f[--n]));
	give_fids_back(taken);
	UK_TEST_EXPECT_ZERO(uk_9p_unlink(FILE));
	UK_TEST_EXPECT_SNUM_EQ(fids_in_use(), before);
}
