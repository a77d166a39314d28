/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Suites of this project in a kernel of somebody else: on top of the uktest of
 * that kernel what they use and released kernels lack. Cases are registered with
 * the kernel's own macros, so that it runs and counts them. What they expect is
 * printed in its form, but goes around its table of assertions: that one knows
 * only assertions that stand in the case itself, not in a function it calls.
 */
#ifndef __TREE_UKTEST_H__
#define __TREE_UKTEST_H__

#include <uk/test.h>

#undef UK_TESTCASE
#undef UK_TEST_ASSERT
#undef UK_TEST_EXPECT
#undef UK_TEST_EXPECT_NULL
#undef UK_TEST_EXPECT_NOT_NULL
#undef UK_TEST_EXPECT_ZERO
#undef UK_TEST_EXPECT_NOT_ZERO
#undef UK_TEST_EXPECT_PTR_EQ
#undef UK_TEST_EXPECT_BYTES_EQ
#undef UK_TEST_EXPECT_SNUM_EQ
#undef UK_TEST_EXPECT_SNUM_NQ
#undef UK_TEST_EXPECT_SNUM_GT
#undef UK_TEST_EXPECT_SNUM_GE
#undef UK_TEST_EXPECT_SNUM_LT
#undef UK_TEST_EXPECT_SNUM_LE

int _uk_test_expect(struct uk_testcase *esac, int ok, const char *file,
		    unsigned int line, const char *fmt, ...)
	__attribute__((format(printf, 5, 6)));
int _uk_test_expect_bytes(struct uk_testcase *esac, const char *file,
			  unsigned int line, const void *a, const void *b,
			  __sz len, const char *a_text, const char *b_text);
/** Prints the line by which a reader of the console knows of it. */
void _uk_test_skip(struct uk_testcase *esac, const char *reason);

#include "../../kernels/reference/lib/uktest/include/uk/test_expect.h"

/** Of the case that runs: begins to count. */
void tree_uktest_begin(void);
/** @return number of its expectations that failed */
unsigned int tree_uktest_failed(void);

/*
 * A kernel may have suites of the same names: what the linker sees of ours has
 * names of its own, and the console shows the same.
 */
#undef uk_testsuite_register
#define uk_testsuite_register(suite, init)                                     \
	TREE_UKTEST_REGISTER(ukmatrix_##suite, #suite, init)
#define TREE_UKTEST_REGISTER(own, shown, init)                                 \
	static int own##_begin(struct uk_testsuite *self)                      \
	{                                                                      \
		int (*own##_init)(struct uk_testsuite *) = init;               \
									       \
		self->name = shown;                                            \
		return own##_init ? own##_init(self) : 0;                      \
	}                                                                      \
	uk_testsuite_prio(own, own##_begin, UK_PRIO_LATEST)

/*
 * One assertion of the kernel's own makes a case that failed count as such. Who
 * reads the console knows its words and tells those before it instead.
 */
#define UK_TESTCASE(suite, case)                                               \
	static void tree_uktest_##suite##_##case(struct uk_testcase *esac);    \
	UK_TESTCASE_DESC(ukmatrix_##suite, case, NULL)                         \
	{                                                                      \
		tree_uktest_begin();                                           \
		tree_uktest_##suite##_##case(esac);                            \
		if (tree_uktest_failed())                                      \
			UK_TEST_ASSERTF(0, "some of the above failed");        \
	}                                                                      \
	static void tree_uktest_##suite##_##case(                              \
		struct uk_testcase *esac __attribute__((unused)))

#endif /* __TREE_UKTEST_H__ */
