/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Inside of uktest: the plan of the kernel's run and its reporters.
 */
#ifndef __UKTEST_INTERNAL_H__
#define __UKTEST_INTERNAL_H__

#include <uk/testrun.h>

/** A running case. */
struct uk_testcase {
	const struct uk_testcase_info *info;
	const struct uk_test_reporter *const *reporters;
	struct uk_testcase_result result;
	/** Where the last assertion stands; NULL before the first. */
	const char *last_file;
	unsigned int last_line;
};

/** A suite that was selected, with its selected cases in running order. */
struct planned_suite {
	struct uk_testsuite *suite;
	const struct uk_testcase_info *const *cases;
	unsigned int count;
};

struct test_plan {
	/** In running order: by class. */
	struct planned_suite *suites;
	unsigned int count;
	unsigned int cases;
};

/**
 * Collects what is registered and selected.
 * @param select globs, NULL: everything; `skip` globs, NULL: nothing
 * @param seed   0: order of definition
 * @return 0; -ENOMEM
 */
int test_plan_make(struct test_plan *plan, const char *select,
		   const char *skip, __u64 seed);

/** @return set of the CPUs that uk_test_cpu() could not start since the last call. */
__u64 test_cpus_take_missing(void);

/** From now on a CPU sleeps in a wait only after its timer has shown that it ends it. */
void test_cpus_doubt(void);

/**
 * As uk_test_run_suite(). Before each case asks for a reason to skip it; NULL:
 * none, for the case or for the suite.
 */
void test_run_suite(const struct planned_suite *planned, unsigned int number,
		    const struct uk_test_reporter *const reporters[],
		    const char *(*skip_reason)(const struct uk_testsuite *),
		    struct uk_testsuite_result *result);

extern const struct uk_test_reporter uk_test_reporter_classic;
extern const struct uk_test_reporter uk_test_reporter_tap;

/** What the last words of a crash are about; NULL: between two cases. */
void uk_test_tap_watch(const struct uk_testcase *esac);

/** Prints one whole line of TAP: nonce, `indent` spaces, text, newline. */
void tap_line(unsigned int indent, const char *fmt, ...) __printf(2, 3);

#endif /* __UKTEST_INTERNAL_H__ */
