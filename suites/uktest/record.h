/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A reporter that writes down what it hears. Expectations that shall fail are
 * made by cases of a private suite, which this reporter alone hears of.
 */
#ifndef __SUITE_UKTEST_RECORD_H__
#define __SUITE_UKTEST_RECORD_H__

#include <uk/testrun.h>

#define RECORD_MAX 32

struct record {
	unsigned int suites_begun;
	unsigned int suites_ended;
	unsigned int cases_begun;
	unsigned int cases_ended;
	unsigned int assertions;
	/** Of each assertion: outcome, line, text. */
	__bool ok[RECORD_MAX];
	unsigned int line[RECORD_MAX];
	char text[RECORD_MAX][UK_TEST_TEXT_MAX];
	/** Of each case that ended. */
	const char *name[RECORD_MAX];
	unsigned int number[RECORD_MAX];
	struct uk_testcase_result result[RECORD_MAX];
	/** Planned cases and what the last suite came to. */
	unsigned int planned;
	unsigned int suite_number;
	struct uk_testsuite_result suite;
};

/** What was heard by the last record_run() or record_case(). */
extern struct record record;
extern const struct uk_test_reporter recorder;

/** Runs one function as the only case of a private suite. */
void record_case(uk_testcase_func_t func);

/** Runs private cases; `init` may be NULL. */
void record_run(uk_testsuite_init_func_t init,
		const struct uk_testcase_info cases[], unsigned int count);

/** True if the last run had this many assertions and all came out as `ok`. */
__bool recorded_only(unsigned int assertions, __bool ok);

#define PRIVATE_CASE(fn)                                                       \
	{                                                                      \
		.suite = "private", .name = #fn, .func = (fn),                 \
		.file = __FILE__, .line = __LINE__                             \
	}

#endif /* __SUITE_UKTEST_RECORD_H__ */
