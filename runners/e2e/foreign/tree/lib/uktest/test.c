/* SPDX-License-Identifier: BSD-3-Clause */
#include <uk/print.h>
#include <uk/test.h>

/* Weak: a kernel without any suite has none of these. */
extern const struct uk_testcase __start_uk_cases[] __attribute__((weak)), __stop_uk_cases[] __attribute__((weak));
extern const struct uk_testsuite __start_uk_suites[] __attribute__((weak)), __stop_uk_suites[] __attribute__((weak));

#define WIDTH 81

static unsigned int suites, cases, failed_cases, has_failed;

/* Sometimes a path is printed, mostly the last part of one. */
static const char *last_part(const char *file)
{
	const char *at;

	for (at = file; *at; at++)
		if (*at == '/')
			file = at + 1;
	return file;
}

void uk_test_check(int holds, const char *text, const char *file, unsigned int line)
{
	int width = 1;

	uk_info("\t");
#ifdef CONFIG_LIBUKDEBUG_PRINTK_INFO
	for (; *text && width < WIDTH - 1; text++, width++)
		ukplat_put(*text);
	ukplat_put(' ');
	for (; width < WIDTH; width++)
		ukplat_put('.');
	uk_print(holds ? " [ PASSED ]\n" : " [ FAILED ]\n");
	if (!holds) {
		uk_info("\t  in ");
		uk_print(last_part(file));
		uk_print("]:");
		uk_print_number(line);
		uk_print("]\n");
	}
#endif
	has_failed |= !holds;
}

static int is_same(const char *left, const char *right)
{
	for (; *left && *left == *right; left++, right++)
		;
	return *left == *right;
}

static void run_suite(const struct uk_testsuite *suite)
{
	const struct uk_testcase *one;

	suites++;
	if (suite->init && suite->init()) {
		uk_log("ERR", "[libuktest] <test.c @  150> Could not initialize test suite: ");
		uk_print(suite->name);
		uk_print("\n");
		uk_log("ERR", "[libukboot] <boot.c @  390> Init function at 0x106f20 returned error -5\n");
		ukplat_off(1);
	}
	for (one = __start_uk_cases; one < __stop_uk_cases; one++) {
		if (!is_same(one->suite, suite->name))
			continue;
		cases++;
		has_failed = 0;
#if defined(CONFIG_LIBUKDEBUG_PRINTK_INFO) && defined(CONFIG_LIBUKTEST_LOG_TESTS)
		uk_info("test:\033[0m ");
		uk_print(suite->name);
		uk_print("->");
		uk_print(one->name);
		uk_print("\n");
#endif
		one->run();
		failed_cases += has_failed;
	}
}

static void run_suites(int are_late)
{
	const struct uk_testsuite *suite;

	for (suite = __start_uk_suites; suite < __stop_uk_suites; suite++)
		if (suite->is_late == are_late)
			run_suite(suite);
}

static void totals(const char *what, unsigned int failed, unsigned int total)
{
	uk_info(what);
#ifdef CONFIG_LIBUKDEBUG_PRINTK_INFO
	if (failed) {
		uk_print_number(failed);
		uk_print(" failed\033[0m, ");
	}
	uk_print_number(total);
	uk_print(" total\n");
#endif
	(void)failed, (void)total;
}

void uk_test_run(void)
{
	run_suites(0);
	totals("uktest:suites:     ", 0, suites);
	totals("uktest:cases:      ", failed_cases, cases);
	run_suites(1);
}
