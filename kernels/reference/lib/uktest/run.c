/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Runs one suite and sums up.
 */
#include <string.h>
#include <uk/arch/memtag.h>
#include <uk/asm/lcpu.h>
#include <uk/plat/time.h>

#include "uktest.h"

#define TELL(reporters, event, ...)                                            \
	do {                                                                   \
		const struct uk_test_reporter *const *__r;                     \
		for (__r = (reporters); *__r; __r++)                           \
			if ((*__r)->event)                                     \
				(*__r)->event(__VA_ARGS__);                    \
	} while (0)

static void judge(struct uk_testcase_result *result)
{
	if (result->failed)
		result->verdict = UK_TEST_FAIL;
	else if (result->skip_reason)
		result->verdict = UK_TEST_SKIPPED;
	else
		result->verdict = UK_TEST_PASS;
}

static void count(struct uk_testsuite_result *suite,
		  const struct uk_testcase_result *result)
{
	suite->assertions_passed += result->passed;
	suite->assertions_failed += result->failed;
	switch (result->verdict) {
	case UK_TEST_PASS:
		suite->passed++;
		break;
	case UK_TEST_FAIL:
		suite->failed++;
		break;
	case UK_TEST_SKIPPED:
		suite->skipped++;
		break;
	}
}

static __bool is_heard_by(const struct uk_test_reporter *const reporters[],
			  const struct uk_test_reporter *who)
{
	while (*reporters && *reporters != who)
		reporters++;
	return *reporters != NULL;
}

/* A fault that a CPU tells late may be that of an earlier case, if the CPU is not
 * this one. The harness knows these words (runners/late-fault.ts)
 */
static void expect_no_late_fault(struct uk_testcase *esac)
{
	__u64 cpus = ukarch_memtag_take_all();

	if (cpus)
		_uk_test_expect(esac, 0, NULL, 0,
				"a tag check fault of CPU set 0x%lx was told "
				"late", cpus);
}

/* Else a case that needs them would be skipped as on a machine without them */
static void expect_cpus_came_up(struct uk_testcase *esac)
{
	__u64 cpus = test_cpus_take_missing();

	if (cpus)
		_uk_test_expect(esac, 0, NULL, 0,
				"CPU set 0x%lx did not come up", cpus);
}

/* Cases begin and end with interrupts enabled: else the lack shows, if at all, in
 * a later one that waits for some
 */
static void expect_interrupts(struct uk_testcase *esac, const char *when)
{
	if (!ukarch_irq_disabled())
		return;
	ukarch_irq_enable();
	_uk_test_expect(esac, 0, NULL, 0,
			"interrupts were disabled %s the case", when);
}

static void run_case(const struct uk_testcase_info *info, unsigned int number,
		     const struct uk_test_reporter *const reporters[],
		     const char *skip_reason, struct uk_testsuite_result *suite)
{
	struct uk_testcase esac = {.info = info, .reporters = reporters};
	__bool is_tap = is_heard_by(reporters, &uk_test_reporter_tap);
	__nsec start;

	esac.result.skip_reason = skip_reason;
	TELL(reporters, case_begin, info);
	if (is_tap)
		uk_test_tap_watch(&esac);
	expect_interrupts(&esac, "before");
	start = ukplat_monotonic_clock();
	if (!skip_reason)
		info->func(&esac);
	expect_interrupts(&esac, "behind");
	expect_no_late_fault(&esac);
	expect_cpus_came_up(&esac);
	if (is_tap)
		uk_test_tap_watch(NULL);
	esac.result.duration = ukplat_monotonic_clock() - start;
	judge(&esac.result);
	count(suite, &esac.result);
	if (esac.result.failed)
		test_cpus_doubt();
	TELL(reporters, case_end, info, number, &esac.result);
}

void test_run_suite(const struct planned_suite *planned, unsigned int number,
		    const struct uk_test_reporter *const reporters[],
		    const char *(*skip_reason)(const struct uk_testsuite *),
		    struct uk_testsuite_result *result)
{
	struct uk_testsuite *suite = planned->suite;
	const char *reason = skip_reason ? skip_reason(suite) : NULL;
	unsigned int i;

	memset(result, 0, sizeof(*result));
	TELL(reporters, suite_begin, suite, planned->count);
	test_cpus_doubt();
	if (suite->init && !reason)
		result->init_error = suite->init(suite);
	for (i = 0; i < planned->count && !result->init_error; i++) {
		reason = skip_reason ? skip_reason(suite) : NULL;
		run_case(planned->cases[i], i + 1, reporters, reason, result);
	}
	TELL(reporters, suite_end, suite, number, result);
}

void uk_test_run_suite(struct uk_testsuite *suite, unsigned int number,
		       const struct uk_testcase_info *const cases[],
		       unsigned int count,
		       const struct uk_test_reporter *const reporters[],
		       struct uk_testsuite_result *result)
{
	const struct planned_suite planned = {suite, cases, count};

	test_run_suite(&planned, number, reporters, NULL, result);
}

__bool uk_testsuite_is_good(const struct uk_testsuite_result *result)
{
	return !result->init_error && !result->failed;
}

void uk_test_totals_add(struct uk_test_totals *totals,
			const struct uk_testsuite_result *result)
{
	totals->suites++;
	totals->suites_failed += !uk_testsuite_is_good(result);
	totals->cases += result->passed + result->failed + result->skipped;
	totals->passed += result->passed;
	totals->failed += result->failed;
	totals->skipped += result->skipped;
	totals->assertions_passed += result->assertions_passed;
	totals->assertions_failed += result->assertions_failed;
}

__bool uk_test_totals_are_good(const struct uk_test_totals *totals)
{
	return totals->cases && !totals->suites_failed;
}
