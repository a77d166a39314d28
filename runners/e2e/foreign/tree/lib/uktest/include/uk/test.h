/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef UK_TEST_H
#define UK_TEST_H

struct uk_testcase {
	const char *suite, *name;
	void (*run)(void);
};

struct uk_testsuite {
	const char *name;
	int (*init)(void);
	/* It runs when the totals are printed already, as suites of external libraries do. */
	int is_late;
};

void uk_test_run(void);
void uk_test_check(int holds, const char *text, const char *file, unsigned int line);

#define UK_TESTCASE(suite, case)                                                                \
	static void uk_test_##suite##_##case(void);                                             \
	static const struct uk_testcase uk_case_##suite##_##case                                \
		__attribute__((section("uk_cases"), used, aligned(4))) = {                      \
			#suite, #case, uk_test_##suite##_##case};                               \
	static void uk_test_##suite##_##case(void)

#define UK_SUITE(suite, init, late)                                                             \
	static const struct uk_testsuite uk_suite_##suite                                       \
		__attribute__((section("uk_suites"), used, aligned(4))) = {#suite, init, late}

#define uk_testsuite_register(suite, init) UK_SUITE(suite, init, 0)
#define uk_testsuite_late_prio(suite, init, prio) UK_SUITE(suite, init, 1)

#define UK_TEST_EXPECT(x) uk_test_check(!!(x), "expected `" #x "` to be true", __FILE__, __LINE__)

#endif
