/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Paths on the share: depth, slashes, odd and long names, staying inside.
 */
#include <errno.h>
#include <string.h>
#include <uk/9p.h>
#include <uk/9p_file.h>
#include <uk/test.h>

#include "share.h"

#define FOLDER "suite-names"
/* With the folders around them more names than a walk message of 16 holds. */
#define DEPTH 18

static int touch(const char *path)
{
	struct uk_9p_file f;
	int rc = uk_9p_file_create_new(path, 0644, &f);

	return rc ? rc : uk_9p_file_close(&f);
}

static const char *in_folder(char path[64], const char *name)
{
	strcpy(path, FOLDER);
	return strcat(path, name);
}

UK_TESTCASE(ukgcov, share_odd_names)
{
	static const char *const names[] = {
		"/ ",
		"/with space\tand tab",
		"/line\nbreak",
		"/quo'te\"s $HOME;`id`|& back\\slash",
		"/\xc3\xa4\xe2\x82\xac\xff\xfe",
		"/...",
		"/-rf %s%n <&>",
	};
	char path[64];

	SKIP_WITHOUT_SHARE();
	UK_TEST_EXPECT_ZERO(uk_9p_mkdir(FOLDER, 0755));
	/* Each is another file, and is found again. */
	for (unsigned int i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		UK_TEST_EXPECT_ZERO(touch(in_folder(path, names[i])));
	for (unsigned int i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		UK_TEST_EXPECT_ZERO(uk_9p_unlink(in_folder(path, names[i])));
	UK_TEST_EXPECT_ZERO(uk_9p_rmdir(FOLDER));
}

UK_TESTCASE(ukgcov, share_long_names)
{
	static const struct { size_t len; int rc; } tries[] = {
		{ 1, 0 }, { 254, 0 }, { 255, 0 },
		{ 256, -ENAMETOOLONG }, { 4000, -ENAMETOOLONG },
	};
	static char name[4001];

	SKIP_WITHOUT_SHARE();
	for (unsigned int i = 0; i < sizeof(tries) / sizeof(tries[0]); i++) {
		memset(name, 'n', tries[i].len);
		name[tries[i].len] = '\0';
		UK_TEST_EXPECT_SNUM_EQ(touch(name), tries[i].rc);
		if (tries[i].rc == 0)
			UK_TEST_EXPECT_ZERO(uk_9p_unlink(name));
	}
}

UK_TESTCASE(ukgcov, share_slashes_do_not_matter)
{
	SKIP_WITHOUT_SHARE();
	UK_TEST_EXPECT_ZERO(uk_9p_mkdir("/" FOLDER "/", 0755));
	UK_TEST_EXPECT_ZERO(touch(FOLDER "//x"));
	UK_TEST_EXPECT_SNUM_EQ(touch("///" FOLDER "/x"), -EEXIST);
	UK_TEST_EXPECT_ZERO(uk_9p_unlink("/" FOLDER "///x"));
	UK_TEST_EXPECT_ZERO(uk_9p_rmdir(FOLDER "//"));
}

UK_TESTCASE(ukgcov, share_path_without_a_name)
{
	SKIP_WITHOUT_SHARE();
	UK_TEST_EXPECT_SNUM_EQ(touch(""), -EINVAL);
	UK_TEST_EXPECT_SNUM_EQ(touch("/"), -EINVAL);
	UK_TEST_EXPECT_SNUM_EQ(touch("///"), -EINVAL);
	UK_TEST_EXPECT_SNUM_EQ(uk_9p_mkdir("", 0755), -EINVAL);
	UK_TEST_EXPECT_SNUM_EQ(uk_9p_unlink("/"), -EINVAL);
}

/* One folder and its parent in turn: a long walk, and little for the host. */
UK_TESTCASE(ukgcov, share_deep_paths)
{
	char path[sizeof(FOLDER) + 3 * DEPTH + 8] = FOLDER;

	SKIP_WITHOUT_SHARE();
	UK_TEST_EXPECT_ZERO(uk_9p_mkdir(FOLDER, 0755));
	UK_TEST_EXPECT_ZERO(uk_9p_mkdir(FOLDER "/a", 0755));
	for (int i = 0; i < DEPTH; i++)
		strcat(path, i % 2 ? "/.." : "/a");
	strcat(path, "/a/x");
	UK_TEST_EXPECT_ZERO(uk_9p_mkdir(path, 0755));
	UK_TEST_EXPECT_SNUM_EQ(uk_9p_mkdir(FOLDER "/a/x", 0755), -EEXIST);
	UK_TEST_EXPECT_ZERO(uk_9p_rmdir(path));
	/* Breaks off in the second message. */
	path[strlen(path) - 3] = '!';
	UK_TEST_EXPECT_SNUM_EQ(uk_9p_mkdir(path, 0755), -ENOENT);
	UK_TEST_EXPECT_ZERO(uk_9p_rmdir(FOLDER "/a"));
	UK_TEST_EXPECT_ZERO(uk_9p_rmdir(FOLDER));
}

UK_TESTCASE(ukgcov, share_does_not_lead_outside)
{
	SKIP_WITHOUT_SHARE();
	UK_TEST_EXPECT_ZERO(touch("suite-inside"));
	/* The root's parent is the root. */
	UK_TEST_EXPECT_SNUM_EQ(touch("../suite-inside"), -EEXIST);
	UK_TEST_EXPECT_SNUM_EQ(touch("../../../../suite-inside"), -EEXIST);
	UK_TEST_EXPECT_ZERO(uk_9p_unlink("../suite-inside"));
}
