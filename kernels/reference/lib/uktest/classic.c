/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The classic text of uktest, through the kernel log at info level: a line for
 * each case and for each expectation, totals at the end.
 */
#include <stdio.h>
#include <string.h>
#include <uk/print.h>

#include "uktest.h"

/* Characters of an expectation that are shown, and columns with the dots. */
#define TEXT_COLUMNS 79
#define DOTTED_COLUMNS 81

#define log_line(fmt, ...) \
	_uk_printk(KLVL_INFO, NULL, NULL, 0, fmt "\n", ##__VA_ARGS__)

void uk_test_classic_line(char *buf, __sz size, const char *text, __bool ok)
{
	char line[DOTTED_COLUMNS + 1];
	__sz len = strlen(text);

	len = MIN(len, (__sz)TEXT_COLUMNS);
	memset(line, '.', DOTTED_COLUMNS);
	memcpy(line, text, len);
	line[len] = ' ';
	line[DOTTED_COLUMNS] = '\0';
	snprintf(buf, size, "%s [ %s ]", line, ok ? "PASSED" : "FAILED");
}

static const char *base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

static void classic_case_begin(const struct uk_testcase_info *info)
{
	log_line("test:\033[0m %s->%s%s%s", info->suite, info->name,
		 info->desc ? ": " : "", info->desc ? info->desc : "");
}

static void classic_assertion(const struct uk_testcase_info *info __unused,
			      const struct uk_test_assertion *a)
{
	char line[DOTTED_COLUMNS + sizeof(" [ PASSED ]")];

	uk_test_classic_line(line, sizeof(line), a->text, a->ok);
	if (a->ok) {
		uk_info_later("\t%s\n", line);
		return;
	}
	log_line("\t%s", line);
	if (a->file)
		log_line("\t  in %s]:%u]", base_name(a->file), a->line);
}

static void classic_suite_end(const struct uk_testsuite *suite,
			      unsigned int number __unused,
			      const struct uk_testsuite_result *result)
{
	if (result->init_error)
		uk_pr_err("Could not initialize test suite: %s\n",
			  suite->name);
}

static void print_total(const char *what, unsigned int failed,
			unsigned int skipped, unsigned int total)
{
	char parts[64] = "";
	__sz len = 0;

	if (failed)
		len += (__sz)snprintf(parts, sizeof(parts), "%u failed, ",
				      failed);
	if (skipped)
		len += (__sz)snprintf(parts + len, sizeof(parts) - len,
				      "%u skipped, ", skipped);
	if (total > failed + skipped)
		snprintf(parts + len, sizeof(parts) - len, "%u passed, ",
			 total - failed - skipped);
	uk_pr_info("uktest:%-12s%s%u total\n", what, parts, total);
}

static void classic_run_end(const struct uk_test_totals *t)
{
	print_total("suites:", t->suites_failed, 0, t->suites);
	print_total("cases:", t->failed, t->skipped, t->cases);
	print_total("assertions:", t->assertions_failed, 0,
		    t->assertions_passed + t->assertions_failed);
}

const struct uk_test_reporter uk_test_reporter_classic = {
	.wants_passes = 1,
	.case_begin = classic_case_begin,
	.assertion = classic_assertion,
	.suite_end = classic_suite_end,
	.run_end = classic_run_end,
};
