/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The kernel keeps off pages of user mode where the CPU can see to that: it
 * neither executes them nor reads or writes them without saying so.
 */
#include <uk/asm/trap.h>
#include <uk/event.h>

#include "user_page.h"

#define ALL PAGE_ATTR_PROT_RWX

static struct uk_pagetable *active(void)
{
	return ukplat_pt_get_active();
}

int user_page_begin(void)
{
	int rc = ukplat_page_map(active(), USER_PAGE, __PADDR_ANY, 1, ALL, 0);

	if (!rc)
		attempt_plant((char *)USER_PAGE);
	return rc;
}

unsigned int user_page_open(void)
{
	__vaddr_t table = active()->pt_vbase;
	unsigned int level = PT_LEVELS, idx, changed = 0;
	__pte_t pte;

	while (level-- > 0) {
		idx = PT_Lx_IDX(USER_PAGE, level);
		ukarch_pte_read(table, level, idx, &pte);
		pte = level ? user_table_entry(pte) : user_page_entry(pte);
		ukarch_pte_write(table, level, idx, pte);
		changed++;
		if (level)
			table = ukplat_page_kmap(active(),
						 PT_Lx_PTE_PADDR(pte, level), 1,
						 0);
	}
	ukplat_tlb_flush_range(USER_PAGE, 1);
	return changed;
}

int user_page_end(void)
{
	return ukplat_page_unmap(active(), USER_PAGE, 1, 0);
}

/* Each case first sees that the page can be used as long as it is the kernel's */
UK_TESTCASE(protect, user_page_is_not_executed)
{
	if (user_exec_gap())
		UK_TEST_SKIP(user_exec_gap());
	UK_TEST_ASSERT(!user_page_begin());
	UK_TEST_EXPECT(!attempt_is_no_code((void *)USER_PAGE));
	UK_TEST_EXPECT_SNUM_EQ(user_page_open(), PT_LEVELS);
	UK_TEST_EXPECT(attempt_is_no_code((void *)USER_PAGE));
	UK_TEST_EXPECT_ZERO(user_page_end());
}

UK_TESTCASE(protect, user_page_is_not_read_or_written)
{
	const volatile char *p = (const volatile char *)USER_PAGE;

	if (user_access_gap())
		UK_TEST_SKIP(user_access_gap());
	UK_TEST_ASSERT(!user_page_begin());
	UK_TEST_EXPECT(is_readable(p) && is_writable(p));
	user_page_open();
	UK_TEST_EXPECT(!is_readable(p));
	UK_TEST_EXPECT(!is_writable(p));
	UK_TEST_EXPECT_ZERO(user_page_end());
}

UK_TESTCASE(protect, user_page_is_read_with_leave)
{
	char first;

	if (user_access_gap())
		UK_TEST_SKIP(user_access_gap());
	UK_TEST_ASSERT(!user_page_begin());
	first = *(const volatile char *)USER_PAGE;
	user_page_open();
	UK_TEST_EXPECT_SNUM_EQ(user_read_with_leave((char *)USER_PAGE), first);
	UK_TEST_EXPECT(!is_readable((char *)USER_PAGE));
	UK_TEST_EXPECT_ZERO(user_page_end());
}

/* -- handlers do not inherit the leave of what they interrupt -- */

static int readable_in_handler;
static int is_asked;

static int look_from_handler(void *data)
{
	struct ukarch_trap_ctx *ctx = data;

	if (!is_asked || ctx->fault_address)
		return UK_EVENT_NOT_HANDLED;
	is_asked = 0;
	readable_in_handler = is_readable((char *)USER_PAGE);
	return UK_EVENT_NOT_HANDLED;
}

UK_EVENT_HANDLER_PRIO(UKARCH_TRAP_PAGE_FAULT, look_from_handler, 0);

static void fault_at_null(void)
{
	is_asked = 1;
	uk_nofault_probe_r(0, 1, 0);
}

UK_TESTCASE(protect, handlers_have_no_leave)
{
	if (user_access_gap())
		UK_TEST_SKIP(user_access_gap());
	UK_TEST_ASSERT(!user_page_begin());
	user_page_open();
	readable_in_handler = -1;
	user_with_leave(fault_at_null);
	UK_TEST_EXPECT_ZERO(readable_in_handler);
	UK_TEST_EXPECT(!is_readable((char *)USER_PAGE));
	UK_TEST_EXPECT_ZERO(user_page_end());
}
