/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The kernel's own run: parameters, plan, the suites of each level while the
 * init table runs, and the end.
 */
#include <errno.h>
#include <string.h>
#include <uk/boot.h>
#include <uk/init.h>
#include <uk/libparam.h>
#include <uk/print.h>

#include "uktest.h"

static const char *param_select;
static const char *param_skip;
static const char *param_format = "both";
static const char *param_nonce;
static __u64 param_seed;
static __bool param_list;

UK_LIBPARAM("uktest.select", UK_LIBPARAM_CHARP, param_select);
UK_LIBPARAM("uktest.skip", UK_LIBPARAM_CHARP, param_skip);
UK_LIBPARAM("uktest.format", UK_LIBPARAM_CHARP, param_format);
UK_LIBPARAM("uktest.nonce", UK_LIBPARAM_CHARP, param_nonce);
UK_LIBPARAM("uktest.seed", UK_LIBPARAM_U64, param_seed);
UK_LIBPARAM("uktest.list", UK_LIBPARAM_BOOL, param_list);

static struct test_plan plan;
static unsigned int next_suite;
static struct uk_test_totals run_totals;
static const struct uk_test_reporter *reporters[3];

const char *uk_test_nonce(void)
{
	return param_nonce;
}

__bool uk_test_is_list(void)
{
	return param_list;
}

static int set_reporters(void)
{
	unsigned int count = 0;
	__bool both = !strcmp(param_format, "both");

	if (both || !strcmp(param_format, "classic"))
		reporters[count++] = &uk_test_reporter_classic;
	if (both || !strcmp(param_format, "tap"))
		reporters[count++] = &uk_test_reporter_tap;
	if (count)
		return 0;
	uk_pr_err("uktest.format=%s: expected tap, classic or both\n",
		  param_format);
	return -EINVAL;
}

static void print_list(void)
{
	const struct planned_suite *s;
	unsigned int i;

	for (s = plan.suites; s < plan.suites + plan.count; s++)
		for (i = 0; i < s->count; i++)
			tap_line(0, "# List: %s.%s %s:%u", s->suite->name,
				 s->cases[i]->name, s->cases[i]->file,
				 s->cases[i]->line);
}

static int uktest_init(struct uk_init_ctx *ctx __unused)
{
	const struct uk_test_reporter **r;
	int rc = set_reporters();

	if (rc)
		return rc;
	rc = test_plan_make(&plan, param_select, param_skip, param_seed);
	if (rc)
		return rc;
	if (param_list) {
		print_list();
		return 0;
	}
	for (r = reporters; *r; r++)
		if ((*r)->run_begin)
			(*r)->run_begin(plan.count);
	return 0;
}

uk_early_initcall_prio(uktest_init, NULL, 0);

/* Once the end is asked for, only what looks back at it still runs */
static const char *skip_reason(const struct uk_testsuite *suite)
{
	if (suite->class >= UK_TESTSUITE_CLASS_END || !uk_boot_is_shutting_down())
		return NULL;
	return UK_TEST_SHUTDOWN_REASON;
}

/* Runs what is planned up to a class and has not run yet */
static void run_up_to(unsigned int class)
{
	struct uk_testsuite_result result;

	while (next_suite < plan.count && !param_list &&
	       plan.suites[next_suite].suite->class <= class) {
		struct planned_suite *s = &plan.suites[next_suite++];

		test_run_suite(s, next_suite, reporters, skip_reason, &result);
		uk_test_totals_add(&run_totals, &result);
	}
}

/* `9z` sorts behind every constructor of the class. */
#define RUN_AT(class)                                                          \
	static int run_class_##class(struct uk_init_ctx *ctx __unused)         \
	{                                                                      \
		run_up_to(class);                                              \
		return 0;                                                      \
	}                                                                      \
	uk_initcall_class_prio(run_class_##class, NULL, class, 9z)

RUN_AT(1);
RUN_AT(2);
RUN_AT(3);
RUN_AT(4);
RUN_AT(5);
RUN_AT(6);

void uk_test_run_rest(void)
{
	run_up_to(UK_TESTSUITE_CLASS_END);
}

__bool uk_test_finish(struct uk_test_totals *totals)
{
	const struct uk_test_reporter **r;

	*totals = run_totals;
	if (param_list) {
		tap_line(0, "# End: list suites=%u cases=%u", plan.count,
			 plan.cases);
		return 1;
	}
	for (r = reporters; *r; r++)
		if ((*r)->run_end)
			(*r)->run_end(totals);
	return uk_test_totals_are_good(totals);
}
