/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What a case expects. The variable `esac` is the case. Part of <uk/test.h>, and
 * nothing but macros over functions that whoever includes it declares:
 * _uk_test_expect(), _uk_test_expect_bytes(), _uk_test_skip().
 */
#ifndef __UK_TEST_EXPECT_H__
#define __UK_TEST_EXPECT_H__

#define UK_TEST_EXPECTF(cond, fmt, ...)                                        \
	((void)_uk_test_expect(esac, !!(cond), __FILE__, __LINE__, (fmt),      \
			       ##__VA_ARGS__))

#define UK_TEST_EXPECT(cond) \
	UK_TEST_EXPECTF(cond, "expected `%s` to be true", #cond)

#define __UK_TEST_WAS(ok) ((ok) ? "and was" : "but was")

#define __UK_TEST_PTR(a, text, op, b)                                          \
	do {                                                                   \
		const __uptr __test_a = (__uptr)(a);                           \
		const __uptr __test_b = (__uptr)(b);                           \
		const int __test_ok = __test_a op __test_b;                 \
		UK_TEST_EXPECTF(__test_ok,                                     \
				"expected `%s` to " text " 0x%lx %s 0x%lx",    \
				#a, __test_b, __UK_TEST_WAS(__test_ok),        \
				__test_a);                                     \
	} while (0)

#define UK_TEST_EXPECT_NULL(ptr) __UK_TEST_PTR(ptr, "be", ==, 0)
#define UK_TEST_EXPECT_NOT_NULL(ptr) __UK_TEST_PTR(ptr, "not be", !=, 0)
#define UK_TEST_EXPECT_PTR_EQ(a, b) __UK_TEST_PTR(a, "be", ==, b)

#define __UK_TEST_SNUM(a, text, op, b)                                         \
	do {                                                                   \
		const long __test_a = (long)(a);                               \
		const long __test_b = (long)(b);                               \
		const int __test_ok = __test_a op __test_b;                 \
		UK_TEST_EXPECTF(__test_ok,                                     \
				"expected `%s` to " text " %ld %s %ld", #a,    \
				__test_b, __UK_TEST_WAS(__test_ok), __test_a); \
	} while (0)

/** Values are compared as long. */
#define UK_TEST_EXPECT_SNUM_EQ(a, b) __UK_TEST_SNUM(a, "be", ==, b)
#define UK_TEST_EXPECT_SNUM_NQ(a, b) __UK_TEST_SNUM(a, "not be", !=, b)
#define UK_TEST_EXPECT_SNUM_GT(a, b) __UK_TEST_SNUM(a, "be greater than", >, b)
#define UK_TEST_EXPECT_SNUM_GE(a, b) \
	__UK_TEST_SNUM(a, "be greater than or equal to", >=, b)
#define UK_TEST_EXPECT_SNUM_LT(a, b) __UK_TEST_SNUM(a, "be less than", <, b)
#define UK_TEST_EXPECT_SNUM_LE(a, b) \
	__UK_TEST_SNUM(a, "be less than or equal to", <=, b)
#define UK_TEST_EXPECT_ZERO(a) __UK_TEST_SNUM(a, "be", ==, 0)
#define UK_TEST_EXPECT_NOT_ZERO(a) __UK_TEST_SNUM(a, "not be", !=, 0)

/** `len` bytes at `a` and `b` are equal; 0 bytes always are. */
#define UK_TEST_EXPECT_BYTES_EQ(a, b, len)                                     \
	((void)_uk_test_expect_bytes(esac, __FILE__, __LINE__, (a), (b),       \
				     (len), #a, #b))

/** As UK_TEST_EXPECT; leaves the case if the condition is false. */
#define UK_TEST_ASSERT(cond)                                                   \
	do {                                                                   \
		if (!_uk_test_expect(esac, !!(cond), __FILE__, __LINE__,       \
				     "expected `%s` to be true", #cond))       \
			return;                                                \
	} while (0)

/** Leaves the case; it counts as skipped unless an expectation failed. */
#define UK_TEST_SKIP(reason)                                                   \
	do {                                                                   \
		_uk_test_skip(esac, (reason));                                 \
		return;                                                        \
	} while (0)

#endif /* __UK_TEST_EXPECT_H__ */
