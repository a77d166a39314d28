/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Running suites and hearing about it. The kernel's own run uses this with the
 * reporters `classic` and `tap`; a program may run a suite of its own with a
 * reporter of its own, and nothing is printed.
 */
#ifndef __UK_TESTRUN_H__
#define __UK_TESTRUN_H__

#include <uk/arch/time.h>
#include <uk/test.h>

/** Longest text of an expectation in bytes, NUL included; the rest is cut. */
#define UK_TEST_TEXT_MAX 512

enum uk_test_verdict {
	UK_TEST_PASS,
	UK_TEST_FAIL,
	UK_TEST_SKIPPED,
};

struct uk_test_assertion {
	__bool ok;
	const char *file; /* or NULL */
	unsigned int line;
	const char *text;
};

struct uk_testcase_result {
	enum uk_test_verdict verdict;
	/** Assertions that held, and that did not. */
	unsigned int passed;
	unsigned int failed;
	/** Why it was skipped, else NULL. */
	const char *skip_reason;
	__nsec duration;
};

struct uk_testsuite_result {
	/** 0, or what the suite's init function returned. */
	int init_error;
	/** Cases by verdict, and assertions. */
	unsigned int passed;
	unsigned int failed;
	unsigned int skipped;
	unsigned int assertions_passed;
	unsigned int assertions_failed;
};

struct uk_test_totals {
	unsigned int suites;
	unsigned int suites_failed;
	/** Cases that ran, and by verdict. */
	unsigned int cases;
	unsigned int passed;
	unsigned int failed;
	unsigned int skipped;
	unsigned int assertions_passed;
	unsigned int assertions_failed;
};

/** Who hears about a run; any function may be NULL. */
struct uk_test_reporter {
	/** Expectations that hold are reported too, with their text. */
	__bool wants_passes;
	void (*run_begin)(unsigned int suites);
	void (*suite_begin)(const struct uk_testsuite *suite,
			    unsigned int cases);
	void (*case_begin)(const struct uk_testcase_info *info);
	void (*assertion)(const struct uk_testcase_info *info,
			  const struct uk_test_assertion *assertion);
	/** `number` counts from 1 inside of the suite. */
	void (*case_end)(const struct uk_testcase_info *info,
			 unsigned int number,
			 const struct uk_testcase_result *result);
	/** `number` counts from 1 inside of the run. */
	void (*suite_end)(const struct uk_testsuite *suite, unsigned int number,
			  const struct uk_testsuite_result *result);
	void (*run_end)(const struct uk_test_totals *totals);
};

/**
 * Runs a suite: init, then its cases in the order given.
 * @param number    position in the run, from 1
 * @param reporters array that ends with NULL
 */
void uk_test_run_suite(struct uk_testsuite *suite, unsigned int number,
		       const struct uk_testcase_info *const cases[],
		       unsigned int count,
		       const struct uk_test_reporter *const reporters[],
		       struct uk_testsuite_result *result);

/** Adds a suite's result to totals. */
void uk_test_totals_add(struct uk_test_totals *totals,
			const struct uk_testsuite_result *result);

/** Whether a suite, or a whole run with at least one case, is good. */
__bool uk_testsuite_is_good(const struct uk_testsuite_result *result);
__bool uk_test_totals_are_good(const struct uk_test_totals *totals);

/**
 * Whether `suite.name` is in a list of globs separated by commas. `*` stands
 * for any text, `?` for one character; a glob without a dot means whole suites.
 */
__bool uk_test_matches(const char *globs, const char *suite, const char *name);

/**
 * Shuffles pointers (Fisher and Yates) with a xorshift generator.
 * @param state its state, not 0; changed
 */
void uk_test_shuffle(const void *items[], unsigned int count, __u64 *state);

/**
 * Writes one line of classic text for an expectation: at most 79 characters of
 * `text`, dots, verdict; no newline.
 */
void uk_test_classic_line(char *buf, __sz size, const char *text, __bool ok);

/**
 * Makes text fit one line of TAP: line ends become \n and \r, other control
 * characters and bytes above 0x7e \xNN, a backslash and `#` get a backslash
 * before them. What does not fit `size` is cut.
 */
void uk_test_tap_escape(char *buf, __sz size, const char *text);

/** Why cases are skipped that had not run when the end was asked for. */
#define UK_TEST_SHUTDOWN_REASON "the machine shuts down"

/**
 * Runs the suites of UK_TESTSUITE_CLASS_END, and reports as skipped what an early
 * end has kept from running. Call once, from the destructor that is the last.
 */
void uk_test_run_rest(void);

/**
 * Ends the kernel's run: end line and totals. Call once, after
 * uk_test_run_rest() if that is called.
 * @param[out] totals of the run
 * @return whether the run was good, or was only to list the cases
 */
__bool uk_test_finish(struct uk_test_totals *totals);

/** True if `uktest.list` asked for a list; nothing ran then. */
__bool uk_test_is_list(void);

/** `uktest.nonce`, or NULL. */
const char *uk_test_nonce(void);

#endif /* __UK_TESTRUN_H__ */
