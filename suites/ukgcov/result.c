/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The result file. The run writes the real one after the last case, over what
 * is left here.
 */
#include <errno.h>
#include <string.h>
#include <uk/9p.h>
#include <uk/9p_file.h>
#include <uk/result.h>
#include <uk/test.h>

#include "share.h"

/* Reads the result file's text; -1 when there is none. */
static long read_result(char *buf, size_t cap)
{
	struct uk_9p_file f;
	long n;

	if (uk_9p_file_open("result", UK_9P_RDONLY, &f))
		return -1;
	n = uk_9p_file_read(&f, buf, cap);
	uk_9p_file_close(&f);
	return n;
}

UK_TESTCASE(ukgcov, result_line)
{
	static const char passed[] = "ukmatrix 1 c0ffee pass 12 0 3\n";
	static const char failed[] = "ukmatrix 1 - fail 4294967295 1 0\n";
	char buf[256];

	SKIP_WITHOUT_SHARE();
	UK_TEST_EXPECT_ZERO(ukresult_write("c0ffee", true, 12, 0, 3));
	UK_TEST_EXPECT_SNUM_EQ(read_result(buf, sizeof(buf)),
			       sizeof(passed) - 1);
	UK_TEST_EXPECT_BYTES_EQ(buf, passed, sizeof(passed) - 1);
	UK_TEST_EXPECT_ZERO(ukresult_write(NULL, false, 4294967295u, 1, 0));
	UK_TEST_EXPECT_SNUM_EQ(read_result(buf, sizeof(buf)),
			       sizeof(failed) - 1);
	UK_TEST_EXPECT_BYTES_EQ(buf, failed, sizeof(failed) - 1);
	UK_TEST_EXPECT_ZERO(uk_9p_unlink("result"));
}

UK_TESTCASE(ukgcov, result_nonce_is_bounded)
{
	char nonce[UKRESULT_NONCE_MAX + 100];
	char buf[256];

	SKIP_WITHOUT_SHARE();
	memset(nonce, 'f', sizeof(nonce));
	nonce[UKRESULT_NONCE_MAX] = '\0';
	UK_TEST_EXPECT_ZERO(ukresult_write(nonce, true, 4294967295u,
					   4294967295u, 4294967295u));
	UK_TEST_EXPECT_SNUM_GT(read_result(buf, sizeof(buf)),
			       UKRESULT_NONCE_MAX);
	UK_TEST_EXPECT_ZERO(uk_9p_unlink("result"));
	nonce[UKRESULT_NONCE_MAX] = 'f';
	nonce[sizeof(nonce) - 1] = '\0';
	UK_TEST_EXPECT_SNUM_EQ(ukresult_write(nonce, true, 1, 0, 0), -EINVAL);
	UK_TEST_EXPECT_SNUM_EQ(read_result(buf, sizeof(buf)), -1);
}
