/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The plan: registered suites and cases that are selected, in running order.
 * Order of definition: suites by class, priority, name; cases by file in link
 * order, then by line (the compiler may emit the entries of a file in any
 * order).
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <uk/alloc.h>

#include "uktest.h"

static const struct uk_testcase_info uktest_cases_start[0]
	__section(".uk_table.uktest_case.0") __align(8) __used;
static const struct uk_testcase_info uktest_cases_end[0]
	__section(".uk_table.uktest_case.z") __align(8) __used;
static struct uk_testsuite *const uktest_suites_start[0]
	__section(".uk_table.uktest_suite.0") __align(8) __used;
static struct uk_testsuite *const uktest_suites_end[0]
	__section(".uk_table.uktest_suite.z") __align(8) __used;

/* Bounds of a table are different objects for the compiler: hide that. */
#define TABLE_BOUND(bound)                                                     \
	({                                                                     \
		__typeof__(&(bound)[0]) __b = (bound);                         \
		__asm__("" : "+r"(__b));                                       \
		__b;                                                           \
	})

static unsigned int case_count(void)
{
	return (unsigned int)(TABLE_BOUND(uktest_cases_end) - uktest_cases_start);
}

static __bool is_selected(const struct uk_testcase_info *info,
			  const char *select, const char *skip)
{
	if (select && !uk_test_matches(select, info->suite, info->name))
		return 0;
	return !skip || !uk_test_matches(skip, info->suite, info->name);
}

/* A case with the place of its file in link order. */
struct ranked_case {
	const struct uk_testcase_info *info;
	unsigned int file;
};

/* The cases of a file lie side by side and share one string. */
static __bool goes_on(const struct ranked_case cases[], unsigned int i)
{
	return i && cases[i - 1].info->file == cases[i].info->file;
}

/* The rank of the file that `cases[i]` is defined in: the first case of it. */
static unsigned int file_of(const struct ranked_case cases[], unsigned int i)
{
	const char *file = cases[i].info->file;
	unsigned int first = 0;

	if (goes_on(cases, i))
		return cases[i - 1].file;
	while (goes_on(cases, first) || strcmp(cases[first].info->file, file))
		first++;
	return first;
}

static int compare_cases(const void *a, const void *b)
{
	const struct ranked_case *x = a;
	const struct ranked_case *y = b;

	if (x->file != y->file)
		return x->file < y->file ? -1 : 1;
	if (x->info->line != y->info->line)
		return x->info->line < y->info->line ? -1 : 1;
	return 0;
}

/* All cases in order of definition, in memory of their own. */
static struct ranked_case *ordered_cases(void)
{
	unsigned int count = case_count();
	struct ranked_case *cases =
		uk_calloc(uk_alloc_get_default(), count, sizeof(*cases));
	const struct uk_testcase_info *first = TABLE_BOUND(uktest_cases_start);
	unsigned int i;

	if (!cases)
		return NULL;
	for (i = 0; i < count; i++) {
		cases[i].info = &first[i];
		cases[i].file = file_of(cases, i);
	}
	qsort(cases, count, sizeof(*cases), compare_cases);
	return cases;
}

static int compare_suites(const void *a, const void *b)
{
	const struct uk_testsuite *x = *(struct uk_testsuite *const *)a;
	const struct uk_testsuite *y = *(struct uk_testsuite *const *)b;

	if (x->class != y->class)
		return x->class < y->class ? -1 : 1;
	if (x->prio != y->prio)
		return x->prio < y->prio ? -1 : 1;
	return strcmp(x->name, y->name);
}

/* Suites of one class change places only among themselves. */
static void shuffle_classes(struct uk_testsuite *suites[], unsigned int count,
			    __u64 *state)
{
	unsigned int from = 0;
	unsigned int i;

	for (i = 1; i <= count; i++) {
		if (i < count && suites[i]->class == suites[from]->class)
			continue;
		uk_test_shuffle((const void **)&suites[from], i - from, state);
		from = i;
	}
}

static unsigned int collect_supplied(const struct uk_testsuite *suite,
				     const char *select, const char *skip,
				     const struct uk_testcase_info *cases[])
{
	unsigned int count = 0;
	unsigned int i;

	for (i = 0; i < suite->count; i++)
		if (is_selected(suite->cases[i], select, skip))
			cases[count++] = suite->cases[i];
	return count;
}

/* Fills `cases` with the selected cases of a suite and returns their number. */
static unsigned int collect_cases(const struct uk_testsuite *suite,
				  const struct ranked_case all[],
				  const char *select, const char *skip,
				  const struct uk_testcase_info *cases[])
{
	const struct uk_testcase_info *c;
	unsigned int count = 0;
	unsigned int i;

	if (suite->supply)
		return collect_supplied(suite, select, skip, cases);
	for (i = 0; i < case_count(); i++) {
		c = all[i].info;
		if (!strcmp(c->suite, suite->name) &&
		    is_selected(c, select, skip))
			cases[count++] = c;
	}
	return count;
}

/* Suites that find their cases at run time do so now: their names and cases are
 * needed for the plan. Returns how many cases that are.
 */
static unsigned int supply_cases(void)
{
	struct uk_testsuite *const *s;
	unsigned int count = 0;

	for (s = uktest_suites_start; s < TABLE_BOUND(uktest_suites_end); s++)
		if ((*s)->supply && !(*s)->supply(*s))
			count += (*s)->count;
	return count;
}

/* All suites, in running order, in memory of their own. */
static struct uk_testsuite **ordered_suites(unsigned int count, __u64 *state)
{
	struct uk_testsuite **suites =
		uk_calloc(uk_alloc_get_default(), count, sizeof(*suites));

	if (!suites)
		return NULL;
	memcpy(suites, uktest_suites_start, count * sizeof(*suites));
	qsort(suites, count, sizeof(*suites), compare_suites);
	if (*state)
		shuffle_classes(suites, count, state);
	return suites;
}

static void plan_suite(struct test_plan *plan, struct uk_testsuite *suite,
		       const struct uk_testcase_info *cases[],
		       unsigned int count)
{
	struct planned_suite *planned = &plan->suites[plan->count++];

	planned->suite = suite;
	planned->cases = cases;
	planned->count = count;
	plan->cases += count;
}

int test_plan_make(struct test_plan *plan, const char *select,
		   const char *skip, __u64 seed)
{
	struct uk_alloc *a = uk_alloc_get_default();
	unsigned int suites = (unsigned int)(TABLE_BOUND(uktest_suites_end) -
					     uktest_suites_start);
	const struct uk_testcase_info **slots;
	struct ranked_case *cases;
	struct uk_testsuite **order;
	unsigned int count = case_count() + supply_cases();
	unsigned int i;

	memset(plan, 0, sizeof(*plan));
	order = ordered_suites(suites, &seed);
	cases = ordered_cases();
	slots = uk_calloc(a, count, sizeof(*slots));
	plan->suites = uk_calloc(a, suites, sizeof(*plan->suites));
	if (!order || !cases || !slots || !plan->suites)
		return -ENOMEM;
	for (i = 0; i < suites; i++) {
		count = collect_cases(order[i], cases, select, skip, slots);
		if (!count)
			continue;
		if (seed)
			uk_test_shuffle((const void **)slots, count, &seed);
		plan_suite(plan, order[i], slots, count);
		slots += count;
	}
	uk_free(a, cases);
	uk_free(a, order);
	return 0;
}
