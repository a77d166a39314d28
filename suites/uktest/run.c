/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Running a suite: order of events, verdicts, counts, init functions.
 */
#include <errno.h>
#include <string.h>
#include <uk/asm/lcpu.h>

#include "record.h"

static volatile long zero;
static unsigned int inits;

static void passes(struct uk_testcase *esac)
{
	UK_TEST_EXPECT_ZERO(zero);
	UK_TEST_EXPECT_ZERO(zero);
}

static void fails(struct uk_testcase *esac)
{
	UK_TEST_EXPECT_ZERO(zero);
	UK_TEST_EXPECT_NOT_ZERO(zero);
	UK_TEST_EXPECT_ZERO(zero);
}

static void skips(struct uk_testcase *esac)
{
	UK_TEST_EXPECT_ZERO(zero);
	UK_TEST_SKIP("no reason");
	UK_TEST_EXPECT_NOT_ZERO(zero);
}

static void fails_and_skips(struct uk_testcase *esac)
{
	UK_TEST_EXPECT_NOT_ZERO(zero);
	UK_TEST_SKIP("too late");
}

static void is_silent(struct uk_testcase *esac __unused)
{
}

static int init_ok(struct uk_testsuite *suite)
{
	inits += !strcmp(suite->name, "private") && !record.cases_begun;
	return 0;
}

static int init_fails(struct uk_testsuite *suite __unused)
{
	inits++;
	return -EIO;
}

static const struct uk_testcase_info all[] = {
	PRIVATE_CASE(passes), PRIVATE_CASE(fails), PRIVATE_CASE(skips),
	PRIVATE_CASE(fails_and_skips), PRIVATE_CASE(is_silent),
};

UK_TESTCASE(uktest, verdicts_follow_from_assertions)
{
	record_run(NULL, all, ARRAY_SIZE(all));
	UK_TEST_EXPECT_SNUM_EQ(record.result[0].verdict, UK_TEST_PASS);
	UK_TEST_EXPECT_SNUM_EQ(record.result[1].verdict, UK_TEST_FAIL);
	UK_TEST_EXPECT_SNUM_EQ(record.result[2].verdict, UK_TEST_SKIPPED);
	UK_TEST_EXPECT_SNUM_EQ(record.result[4].verdict, UK_TEST_PASS);
	UK_TEST_EXPECT_SNUM_EQ(record.result[4].passed, 0);
}

UK_TESTCASE(uktest, skip_does_not_hide_a_failure)
{
	record_case(fails_and_skips);
	UK_TEST_EXPECT_SNUM_EQ(record.result[0].verdict, UK_TEST_FAIL);
	UK_TEST_EXPECT_SNUM_EQ(record.suite.failed, 1);
	UK_TEST_EXPECT_ZERO(record.suite.skipped);
}

UK_TESTCASE(uktest, skip_leaves_the_case_and_keeps_its_reason)
{
	record_case(skips);
	UK_TEST_EXPECT_SNUM_EQ(record.assertions, 1);
	UK_TEST_EXPECT(record.result[0].skip_reason &&
		       !strcmp(record.result[0].skip_reason, "no reason"));
	record_case(passes);
	UK_TEST_EXPECT_NULL(record.result[0].skip_reason);
}

UK_TESTCASE(uktest, cases_run_in_the_order_given)
{
	unsigned int i;

	record_run(NULL, all, ARRAY_SIZE(all));
	UK_TEST_EXPECT_SNUM_EQ(record.planned, ARRAY_SIZE(all));
	UK_TEST_EXPECT_SNUM_EQ(record.cases_begun, ARRAY_SIZE(all));
	UK_TEST_EXPECT_SNUM_EQ(record.cases_ended, ARRAY_SIZE(all));
	for (i = 0; i < ARRAY_SIZE(all); i++) {
		UK_TEST_EXPECT(!strcmp(record.name[i], all[i].name));
		UK_TEST_EXPECT_SNUM_EQ(record.number[i], i + 1);
	}
	UK_TEST_EXPECT_SNUM_EQ(record.suites_begun, 1);
	UK_TEST_EXPECT_SNUM_EQ(record.suites_ended, 1);
	UK_TEST_EXPECT_SNUM_EQ(record.suite_number, 3);
}

UK_TESTCASE(uktest, counts_add_up)
{
	record_run(NULL, all, ARRAY_SIZE(all));
	UK_TEST_EXPECT_SNUM_EQ(record.suite.passed, 2);
	UK_TEST_EXPECT_SNUM_EQ(record.suite.failed, 2);
	UK_TEST_EXPECT_SNUM_EQ(record.suite.skipped, 1);
	UK_TEST_EXPECT_SNUM_EQ(record.suite.assertions_passed, 5);
	UK_TEST_EXPECT_SNUM_EQ(record.suite.assertions_failed, 2);
	UK_TEST_EXPECT_SNUM_EQ(record.result[1].passed, 2);
	UK_TEST_EXPECT_SNUM_EQ(record.result[1].failed, 1);
	UK_TEST_EXPECT_SNUM_EQ(record.assertions, 7);
}

UK_TESTCASE(uktest, init_runs_once_before_the_first_case)
{
	inits = 0;
	record_run(init_ok, all, 2);
	UK_TEST_EXPECT_SNUM_EQ(inits, 1);
	UK_TEST_EXPECT_SNUM_EQ(record.cases_ended, 2);
	UK_TEST_EXPECT_ZERO(record.suite.init_error);
}

UK_TESTCASE(uktest, init_that_fails_keeps_all_cases_from_running)
{
	inits = 0;
	record_run(init_fails, all, ARRAY_SIZE(all));
	UK_TEST_EXPECT_SNUM_EQ(inits, 1);
	UK_TEST_EXPECT_SNUM_EQ(record.planned, ARRAY_SIZE(all));
	UK_TEST_EXPECT_ZERO(record.cases_begun);
	UK_TEST_EXPECT_SNUM_EQ(record.suite.init_error, -EIO);
	UK_TEST_EXPECT_SNUM_EQ(record.suites_ended, 1);
	UK_TEST_EXPECT(!uk_testsuite_is_good(&record.suite));
}

static void turns_interrupts_off(struct uk_testcase *esac __unused)
{
	ukarch_irq_disable();
}

UK_TESTCASE(uktest, interrupts_left_off_are_a_failure)
{
	record_case(turns_interrupts_off);
	UK_TEST_EXPECT_SNUM_EQ(record.result[0].verdict, UK_TEST_FAIL);
	UK_TEST_EXPECT(recorded_only(1, 0));
	UK_TEST_EXPECT_ZERO(ukarch_irq_disabled());
}

UK_TESTCASE(uktest, interrupts_off_before_a_case_are_a_failure)
{
	ukarch_irq_disable();
	record_case(passes);
	UK_TEST_EXPECT_ZERO(ukarch_irq_disabled());
	UK_TEST_EXPECT_SNUM_EQ(record.result[0].verdict, UK_TEST_FAIL);
	UK_TEST_EXPECT_SNUM_EQ(record.result[0].failed, 1);
	UK_TEST_EXPECT_SNUM_EQ(record.result[0].passed, 2);
}

UK_TESTCASE(uktest, suite_without_cases_is_good)
{
	record_run(NULL, all, 0);
	UK_TEST_EXPECT_SNUM_EQ(record.suites_begun, 1);
	UK_TEST_EXPECT_SNUM_EQ(record.suites_ended, 1);
	UK_TEST_EXPECT(uk_testsuite_is_good(&record.suite));
}

UK_TESTCASE(uktest, totals_need_a_case_and_no_failure)
{
	struct uk_test_totals t = {0};

	UK_TEST_EXPECT(!uk_test_totals_are_good(&t));
	record_case(passes);
	uk_test_totals_add(&t, &record.suite);
	UK_TEST_EXPECT(uk_test_totals_are_good(&t));
	record_case(skips);
	uk_test_totals_add(&t, &record.suite);
	UK_TEST_EXPECT(uk_test_totals_are_good(&t));
	record_case(fails);
	uk_test_totals_add(&t, &record.suite);
	UK_TEST_EXPECT(!uk_test_totals_are_good(&t));
	UK_TEST_EXPECT_SNUM_EQ(t.suites, 3);
	UK_TEST_EXPECT_SNUM_EQ(t.suites_failed, 1);
	UK_TEST_EXPECT_SNUM_EQ(t.cases, 3);
	UK_TEST_EXPECT_SNUM_EQ(t.assertions_passed, 5);
	UK_TEST_EXPECT_SNUM_EQ(t.assertions_failed, 1);
}

UK_TESTCASE(uktest, totals_are_bad_after_a_failed_init)
{
	struct uk_test_totals t = {0};

	record_case(passes);
	uk_test_totals_add(&t, &record.suite);
	record_run(init_fails, all, 1);
	uk_test_totals_add(&t, &record.suite);
	UK_TEST_EXPECT_SNUM_EQ(t.cases, 1);
	UK_TEST_EXPECT_SNUM_EQ(t.failed, 0);
	UK_TEST_EXPECT(!uk_test_totals_are_good(&t));
}

static unsigned int heard;

static void hear(const struct uk_testcase_info *info __unused,
		 const struct uk_test_assertion *a)
{
	heard += a->ok ? 100 : 1;
}

UK_TESTCASE(uktest, reporters_choose_what_they_hear)
{
	static const struct uk_test_reporter deaf;
	static const struct uk_test_reporter failures = {.assertion = hear};
	static const struct uk_test_reporter everything = {
		.assertion = hear, .wants_passes = 1};
	const struct uk_test_reporter *reporters[] = {&deaf, &failures, NULL,
						      NULL};
	const struct uk_testcase_info *list[] = {&all[1]};
	struct uk_testsuite suite = {.name = "private"};
	struct uk_testsuite_result result;

	heard = 0;
	uk_test_run_suite(&suite, 1, list, 1, reporters, &result);
	UK_TEST_EXPECT_SNUM_EQ(heard, 1);
	heard = 0;
	reporters[2] = &everything;
	uk_test_run_suite(&suite, 1, list, 1, reporters, &result);
	UK_TEST_EXPECT_SNUM_EQ(heard, 202);
	UK_TEST_EXPECT_SNUM_EQ(result.assertions_passed, 2);
}
