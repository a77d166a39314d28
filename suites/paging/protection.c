/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What the kernel may do with its own memory: nothing is both writable and
 * executable, and each section has the rights that it needs and no more.
 */
#include <setjmp.h>
#include <uk/arch/memtag.h>
#include <uk/alloc.h>
#include <uk/asm/trap.h>
#include <uk/event.h>
#include <uk/plat/memory.h>

#include "paging_test.h"

#define CODE_SIZE 32

static const char constant[16] = "constant";
static char initialized[CODE_SIZE] = "initialized";
static char zeroed[CODE_SIZE];

/* Is copied to where it must not be executed: should the CPU do it after all,
 * it returns, and the case can say so
 */
static __noinline __attribute__((no_profile_instrument_function)) int
function(int x)
{
	return x + 1;
}

static void plant_code(char *where)
{
	memcpy(where, (const char *)&function, CODE_SIZE);
}

/* -- trying to execute -- */

static struct {
	jmp_buf env;
	__vaddr_t target;
	int armed;
} attempt;

static void landing(void)
{
	longjmp(attempt.env, 1);
}

static int exec_fault(void *data)
{
	struct ukarch_trap_ctx *ctx = data;

	if (!attempt.armed || !ctx->is_exec ||
	    ctx->fault_address != attempt.target)
		return UK_EVENT_NOT_HANDLED;
	attempt.armed = 0;
	ukarch_regs_set_pc(ctx->regs, (__u64)&landing);
	return UK_EVENT_HANDLED;
}

UK_EVENT_HANDLER_PRIO(UKARCH_TRAP_PAGE_FAULT, exec_fault, 0);

/* @return whether the CPU refused to execute at that address */
static int cannot_execute(const void *target)
{
	/* Where tags are on, a pointer into the heap has one */
	attempt.target = ukarch_memtag_strip((__vaddr_t)target);
	attempt.armed = 1;
	if (setjmp(attempt.env))
		return 1;
	((void (*)(void))attempt.target)();
	attempt.armed = 0;
	return 0;
}

static void *alias(const void *p)
{
	return (void *)ukplat_page_kmap(ukplat_pt_get_active(), (__paddr_t)p,
					1, 0);
}

#define EXPECT_RIGHTS(p, read, write)                                          \
	do {                                                                   \
		UK_TEST_EXPECT_SNUM_EQ(                                        \
			uk_nofault_probe_r((__vaddr_t)(p), 8, 0), read);       \
		UK_TEST_EXPECT_SNUM_EQ(                                        \
			uk_nofault_probe_rw((__vaddr_t)(p), 8, 0), write);     \
	} while (0)

UK_TESTCASE(paging, code_is_read_only)
{
	EXPECT_RIGHTS(&function, 8, 0);
	UK_TEST_EXPECT_SNUM_EQ(function(1), 2);
	UK_TEST_EXPECT_SNUM_EQ(
		attr_in(ukplat_pt_get_active(), (__vaddr_t)&function), RX);
}

UK_TESTCASE(paging, constants_are_read_only_and_no_code)
{
	EXPECT_RIGHTS(constant, 8, 0);
	UK_TEST_EXPECT_SNUM_EQ(
		attr_in(ukplat_pt_get_active(), (__vaddr_t)constant), RO);
}

UK_TESTCASE(paging, data_is_no_code)
{
	EXPECT_RIGHTS(initialized, 8, 8);
	EXPECT_RIGHTS(zeroed, 8, 8);
	plant_code(initialized);
	plant_code(zeroed);
	UK_TEST_EXPECT(cannot_execute(initialized));
	UK_TEST_EXPECT(cannot_execute(zeroed));
}

UK_TESTCASE(paging, stack_is_no_code)
{
	char on_stack[CODE_SIZE];

	plant_code(on_stack);
	EXPECT_RIGHTS(on_stack, 8, 8);
	UK_TEST_EXPECT(cannot_execute(on_stack));
}

UK_TESTCASE(paging, heap_is_no_code)
{
	char *heap = uk_malloc(uk_alloc_get_default(), CODE_SIZE);

	UK_TEST_ASSERT(heap != NULL);
	plant_code(heap);
	EXPECT_RIGHTS(heap, 8, 8);
	UK_TEST_EXPECT(cannot_execute(heap));
	uk_free(uk_alloc_get_default(), heap);
}

UK_TESTCASE(paging, direct_map_is_no_way_around)
{
	EXPECT_RIGHTS(alias(&function), 8, 0);
	EXPECT_RIGHTS(alias(constant), 8, 0);
	EXPECT_RIGHTS(alias(initialized), 8, 8);
	plant_code(initialized);
	UK_TEST_EXPECT(cannot_execute(alias(&function)));
	UK_TEST_EXPECT(cannot_execute(alias(initialized)));
	strcpy(alias(zeroed), "seen");
	UK_TEST_EXPECT_ZERO(strcmp(zeroed, "seen"));
}

UK_TESTCASE(paging, tables_in_use_are_not_freed)
{
	struct uk_pagetable *kernel = ukplat_pt_get_active();

	UK_TEST_EXPECT_ZERO(ukplat_pt_clone(&pt, kernel, 0));
	UK_TEST_EXPECT_ZERO(ukplat_pt_set_active(&pt));
	UK_TEST_EXPECT_SNUM_EQ(ukplat_pt_free(&pt, 0), -EBUSY);
	UK_TEST_EXPECT_ZERO(ukplat_pt_set_active(kernel));
	UK_TEST_EXPECT_ZERO(ukplat_pt_free(&pt, PAGE_FLAG_KEEP_FRAMES));
}

UK_TESTCASE(paging, null_page_is_not_mapped)
{
	EXPECT_RIGHTS(NULL, 0, 0);
	EXPECT_RIGHTS(PAGE_SIZE - 8, 0, 0);
	UK_TEST_EXPECT(cannot_execute(NULL));
	UK_TEST_EXPECT_SNUM_EQ(level_in(ukplat_pt_get_active(), 0), -1);
}

/* Pages that are writable and executable, in a table and all below it */
static unsigned long writable_code(__vaddr_t table, unsigned int level)
{
	const unsigned long wx = PAGE_ATTR_PROT_WRITE | PAGE_ATTR_PROT_EXEC;
	unsigned long found = 0;
	unsigned int idx;
	__pte_t pte;

	for (idx = 0; idx < PT_Lx_PTES(level); idx++) {
		ukarch_pte_read(table, level, idx, &pte);
		if (!PT_Lx_PTE_PRESENT(pte, level))
			continue;
		if (PAGE_Lx_IS(pte, level))
			found += (ukarch_pte_attr(pte, level) & wx) == wx;
		else
			found += writable_code(
				ukplat_page_kmap(ukplat_pt_get_active(),
						 PT_Lx_PTE_PADDR(pte, level),
						 1, 0),
				level - 1);
	}
	return found;
}

UK_TESTCASE(paging, no_page_is_writable_and_executable)
{
	UK_TEST_EXPECT_ZERO(writable_code(ukplat_pt_get_active()->pt_vbase,
					  PT_LEVELS - 1));
}

static unsigned long wanted_attr(const struct ukplat_memregion_desc *mrd)
{
	return (mrd->flags & UKPLAT_MEMRF_READ ? PAGE_ATTR_PROT_READ : 0) |
	       (mrd->flags & UKPLAT_MEMRF_WRITE ? PAGE_ATTR_PROT_WRITE : 0) |
	       (mrd->flags & UKPLAT_MEMRF_EXECUTE ? PAGE_ATTR_PROT_EXEC : 0);
}

/* Guard pages of stacks are holes in writable regions, and only there. No large
 * page that is split takes code away for a moment from who splits it
 */
static int is_as_it_says(const struct ukplat_memregion_desc *mrd,
			 __vaddr_t vaddr)
{
	struct uk_pagetable *active = ukplat_pt_get_active();

	if (level_in(active, vaddr) < 0)
		return !!(mrd->flags & UKPLAT_MEMRF_WRITE);
	return level_in(active, vaddr) == PAGE_LEVEL &&
	       attr_in(active, vaddr) == wanted_attr(mrd) &&
	       paddr_in(active, vaddr) == mrd->pbase + (vaddr - mrd->vbase);
}

UK_TESTCASE(paging, regions_have_their_rights_to_the_last_page)
{
	struct ukplat_memregion_desc *mrd;
	unsigned long wrong, pages;
	__vaddr_t vaddr;

	ukplat_memregion_foreach(&mrd, UKPLAT_MEMRT_KERNEL,
				 UKPLAT_MEMRF_MAP) {
		wrong = 0;
		pages = 0;
		for (vaddr = PAGE_ALIGN_DOWN(mrd->vbase);
		     vaddr < mrd->vbase + mrd->len; vaddr += PAGE_SIZE) {
			wrong += !is_as_it_says(mrd, vaddr);
			pages++;
		}
		UK_TEST_EXPECTF(pages && !wrong,
				"expected region `%s` to be mapped as it says",
				mrd->name);
	}
}

/* No machine at hand tells the difference, so that the table is asked */
UK_TESTCASE(paging, devices_are_no_normal_memory)
{
	struct uk_pagetable *active = ukplat_pt_get_active();
	struct ukplat_memregion_desc *mrd;
	unsigned int count = 0;
	unsigned long want;

	ukplat_memregion_foreach(&mrd, UKPLAT_MEMRT_DEVICE,
				 UKPLAT_MEMRF_MAP) {
		want = wanted_attr(mrd) | PAGE_ATTR_TYPE_DEVICE;
		UK_TEST_EXPECT_SNUM_EQ(attr_in(active, mrd->vbase), want);
		UK_TEST_EXPECT_SNUM_EQ(attr_in(active, mrd->vbase + mrd->len - 1),
				       want);
		count++;
	}
	UK_TEST_EXPECT_SNUM_GT(count, 0);
}
