/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Rights are switched on by each CPU for itself; one that forgot is the way in.
 */
#include <uk/test_cpus.h>

#include "user_page.h"

#define CPUS_MAX CONFIG_UKPLAT_LCPU_MAXCOUNT

static char code[CODE_SIZE] = "data";
static const char constant[16] = "constant";

/* What each CPU could do: a bit for each liberty */
enum liberty {
	EXECUTE_DATA = 1,
	WRITE_CONSTANT = 2,
	WRITE_CODE = 4,
	EXECUTE_USER_PAGE = 8,
	ACCESS_USER_PAGE = 16,
	NOT_ASKED = 32,
};

static unsigned int liberties[CPUS_MAX];

static unsigned int liberties_with_kernel_pages(void)
{
	return (attempt_is_no_code(code) ? 0 : EXECUTE_DATA) |
	       (is_writable(constant) ? WRITE_CONSTANT : 0) |
	       (is_writable((const char *)&attempt_plant) ? WRITE_CODE : 0);
}

static unsigned int liberties_with_user_page(void)
{
	const char *p = (const char *)USER_PAGE;
	unsigned int found = 0;

	if (!user_exec_gap() && !attempt_is_no_code(p))
		found |= EXECUTE_USER_PAGE;
	if (!user_access_gap() && (is_readable(p) || is_writable(p)))
		found |= ACCESS_USER_PAGE;
	return found;
}

static void try_all(struct __regs *regs __unused, void *arg __unused)
{
	liberties[ukplat_lcpu_idx()] =
		liberties_with_kernel_pages() | liberties_with_user_page();
}

UK_TESTCASE(protect, every_cpu_keeps_the_rights)
{
	unsigned int cpus = uk_test_cpus(), asked = 0;
	__lcpuidx i;

	if (cpus < 2)
		UK_TEST_SKIP("needs 2 CPUs");
	for (i = 0; i < CPUS_MAX; i++)
		liberties[i] = NOT_ASKED;
	attempt_plant(code);
	UK_TEST_ASSERT(!user_page_begin());
	user_page_open();
	UK_TEST_EXPECT_ZERO(uk_test_on_all_cpus(try_all, NULL));
	UK_TEST_EXPECT_ZERO(user_page_end());
	for (i = 0; i < ukplat_lcpu_count(); i++) {
		if (liberties[i] == NOT_ASKED)
			continue; /* halted for good */
		asked++;
		UK_TEST_EXPECTF(!liberties[i],
				"CPU %u may do what it must not: 0x%x", i,
				liberties[i]);
	}
	UK_TEST_EXPECT_SNUM_EQ(asked, cpus);
}
