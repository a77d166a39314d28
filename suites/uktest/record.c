/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The recording reporter.
 */
#include <string.h>

#include "record.h"

struct record record;

static void on_suite_begin(const struct uk_testsuite *suite __unused,
			   unsigned int cases)
{
	record.suites_begun++;
	record.planned = cases;
}

static void on_case_begin(const struct uk_testcase_info *info __unused)
{
	record.cases_begun++;
}

static void on_assertion(const struct uk_testcase_info *info __unused,
			 const struct uk_test_assertion *a)
{
	unsigned int at = record.assertions++;

	if (at >= RECORD_MAX)
		return;
	record.ok[at] = a->ok;
	record.line[at] = a->line;
	strncpy(record.text[at], a->text, UK_TEST_TEXT_MAX - 1);
}

static void on_case_end(const struct uk_testcase_info *info,
			unsigned int number,
			const struct uk_testcase_result *result)
{
	unsigned int at = record.cases_ended++;

	if (at >= RECORD_MAX)
		return;
	record.name[at] = info->name;
	record.number[at] = number;
	record.result[at] = *result;
}

static void on_suite_end(const struct uk_testsuite *suite __unused,
			 unsigned int number,
			 const struct uk_testsuite_result *result)
{
	record.suites_ended++;
	record.suite_number = number;
	record.suite = *result;
}

const struct uk_test_reporter recorder = {
	.wants_passes = 1,
	.suite_begin = on_suite_begin,
	.case_begin = on_case_begin,
	.assertion = on_assertion,
	.case_end = on_case_end,
	.suite_end = on_suite_end,
};

void record_run(uk_testsuite_init_func_t init,
		const struct uk_testcase_info cases[], unsigned int count)
{
	static const struct uk_test_reporter *const reporters[] = {&recorder,
								   NULL};
	struct uk_testsuite suite = {.name = "private", .init = init};
	const struct uk_testcase_info *list[RECORD_MAX];
	struct uk_testsuite_result result;
	unsigned int i;

	memset(&record, 0, sizeof(record));
	for (i = 0; i < count; i++)
		list[i] = &cases[i];
	uk_test_run_suite(&suite, 3, list, count, reporters, &result);
}

void record_case(uk_testcase_func_t func)
{
	const struct uk_testcase_info info = PRIVATE_CASE(func);

	record_run(NULL, &info, 1);
}

__bool recorded_only(unsigned int assertions, __bool ok)
{
	unsigned int i;

	if (record.assertions != assertions)
		return 0;
	for (i = 0; i < assertions; i++)
		if (record.ok[i] != ok)
			return 0;
	return record.result[0].passed == (ok ? assertions : 0) &&
	       record.result[0].failed == (ok ? 0 : assertions);
}

uk_testsuite_register(uktest, NULL);
