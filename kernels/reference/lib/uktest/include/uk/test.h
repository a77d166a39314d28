/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Test suites inside of the kernel: suite > case > assertion.
 *
 *	UK_TESTCASE(mysuite, zero_length)
 *	{
 *		UK_TEST_EXPECT_ZERO(f(0));
 *	}
 *	uk_testsuite_register(mysuite, NULL);
 *
 * Cases of one suite may stand in several files. They run in the order of their
 * lines, file after file, on the boot CPU. What other CPUs expect is counted, too,
 * but told line by line without order: a case that wants to be read lets them
 * leave what they saw in memory. A case fails if an expectation fails; the case
 * goes on after it. It begins with interrupts enabled, and fails if it leaves them
 * disabled.
 */
#ifndef __UK_TEST_H__
#define __UK_TEST_H__

#include <uk/essentials.h>
#include <uk/init.h>

#ifdef __cplusplus
extern "C" {
#endif

/** A case that is running; `esac` in its body. */
struct uk_testcase;
struct uk_testsuite;

typedef void (*uk_testcase_func_t)(struct uk_testcase *esac);
/** @return 0, or a negative errno: the suite fails and none of its cases run */
typedef int (*uk_testsuite_init_func_t)(struct uk_testsuite *suite);

/** What is known of a case before it runs. */
struct uk_testcase_info {
	const char *suite;
	const char *name;
	/** Text for people, or NULL. */
	const char *desc;
	uk_testcase_func_t func;
	const char *file;
	unsigned int line;
};

struct uk_testsuite {
	const char *name;
	uk_testsuite_init_func_t init;
	/** Class of the init table at which it runs, or UK_TESTSUITE_CLASS_END;
	 *  order inside of it.
	 */
	unsigned int class;
	unsigned int prio;
	/** Of a suite whose cases are known at run time only, else NULL: sets
	 *  name, cases and count. Called once, when the run is planned.
	 *  @return 0, or a negative errno: it has no cases
	 */
	int (*supply)(struct uk_testsuite *suite);
	const struct uk_testcase_info *const *cases;
	unsigned int count;
};

#define __UK_TESTCASE(suite_name, case_name, description)                      \
	static void __uk_test_##suite_name##_##case_name(                      \
		struct uk_testcase *esac);                                     \
	static const struct uk_testcase_info                                   \
		__uk_testinfo_##suite_name##_##case_name __used __section(     \
			".uk_table.uktest_case.5") __align(8) = {              \
			.suite = #suite_name,                                  \
			.name = #case_name,                                    \
			.desc = (description),                                 \
			.func = __uk_test_##suite_name##_##case_name,          \
			.file = __FILE__,                                      \
			.line = __LINE__};                                     \
	static void __uk_test_##suite_name##_##case_name(                      \
		struct uk_testcase *esac __maybe_unused)

/** Begins the definition of a case; both names are bare identifiers. */
#define UK_TESTCASE(suite, case) __UK_TESTCASE(suite, case, NULL)
/** The same with a literal that describes the case. */
#define UK_TESTCASE_DESC(suite, case, desc) __UK_TESTCASE(suite, case, desc)

/**
 * Registers a suite, once. `init` is a uk_testsuite_init_func_t or NULL, `cls`
 * one of UK_INIT_CLASS_*, `priority` 0 (first) to 9. Suites of one level run
 * after all constructors of that level.
 */
#define uk_testsuite_at_class_prio(suite_name, init_fn, cls, priority)         \
	static struct uk_testsuite __uk_testsuite_##suite_name = {             \
		.name = #suite_name,                                           \
		.init = (init_fn),                                             \
		.class = (cls),                                                \
		.prio = (priority)};                                           \
	static struct uk_testsuite *const __uk_testsuite_ref_##suite_name      \
		__used __section(".uk_table.uktest_suite.5") __align(8) =      \
			&__uk_testsuite_##suite_name

/** Registers a suite with cases of its own, at the end of the run. */
#define uk_testsuite_supply(suite_name, supply_fn)                             \
	static struct uk_testsuite __uk_testsuite_##suite_name = {             \
		.name = #suite_name,                                           \
		.class = UK_INIT_CLASS_LATE,                                   \
		.prio = UK_PRIO_LATEST,                                        \
		.supply = (supply_fn)};                                        \
	static struct uk_testsuite *const __uk_testsuite_ref_##suite_name      \
		__used __section(".uk_table.uktest_suite.5") __align(8) =      \
			&__uk_testsuite_##suite_name

#define uk_testsuite_early_prio(suite, init, prio) \
	uk_testsuite_at_class_prio(suite, init, UK_INIT_CLASS_EARLY, prio)
#define uk_testsuite_plat_prio(suite, init, prio) \
	uk_testsuite_at_class_prio(suite, init, UK_INIT_CLASS_PLAT, prio)
#define uk_testsuite_lib_prio(suite, init, prio) \
	uk_testsuite_at_class_prio(suite, init, UK_INIT_CLASS_LIB, prio)
#define uk_testsuite_rootfs_prio(suite, init, prio) \
	uk_testsuite_at_class_prio(suite, init, UK_INIT_CLASS_ROOTFS, prio)
#define uk_testsuite_sys_prio(suite, init, prio) \
	uk_testsuite_at_class_prio(suite, init, UK_INIT_CLASS_SYS, prio)
#define uk_testsuite_late_prio(suite, init, prio) \
	uk_testsuite_at_class_prio(suite, init, UK_INIT_CLASS_LATE, prio)
/** Of suites that look back at the end: they run as the very last thing, behind
 *  all destructors but that of the application that reports
 */
#define UK_TESTSUITE_CLASS_END 7
#define uk_testsuite_end(suite, init) \
	uk_testsuite_at_class_prio(suite, init, UK_TESTSUITE_CLASS_END, 0)
#define uk_testsuite_prio(suite, init, prio) \
	uk_testsuite_late_prio(suite, init, prio)
/** Place among the suites of its level; flags of a suite's library may set it. */
#ifndef UK_TESTSUITE_PRIO
#define UK_TESTSUITE_PRIO UK_PRIO_LATEST
#endif
#define uk_testsuite_register(suite, init) \
	uk_testsuite_prio(suite, init, UK_TESTSUITE_PRIO)

/** @return what is known of the case that runs. */
const struct uk_testcase_info *uk_testcase_info(const struct uk_testcase *esac);

/** Reports one expectation; returns `ok`. For the macros below, and for cases
 *  that are no C functions: `file` NULL where it has no place in a source.
 */
__bool _uk_test_expect(struct uk_testcase *esac, __bool ok, const char *file,
		       unsigned int line, const char *fmt, ...) __printf(5, 6);
__bool _uk_test_expect_bytes(struct uk_testcase *esac, const char *file,
			     unsigned int line, const void *a, const void *b,
			     __sz len, const char *a_text, const char *b_text);
void _uk_test_skip(struct uk_testcase *esac, const char *reason);

#include <uk/test_expect.h>

#ifdef __cplusplus
}
#endif

#endif /* __UK_TEST_H__ */
