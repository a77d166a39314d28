/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Stacks and their guard pages.
 */
#include "vmem_test.h"

/* A stack of so many pages, its lower guard at BASE + PAGES(page) */
static int map_stack(unsigned long page, unsigned long pages,
		     unsigned long flags, unsigned long premapped,
		     __vaddr_t *stack)
{
	*stack = BASE + PAGES(page);
	return uk_vma_map_stack(vas(), stack, PAGES(pages), flags, NULL,
				PAGES(premapped));
}

UK_TESTCASE(ukvmem, stack_has_guards_at_both_ends)
{
	struct vm_state s = vm_state();
	__vaddr_t stack;

	UK_TEST_EXPECT_ZERO(map_stack(0, 4, 0, 0, &stack));
	UK_TEST_EXPECT_SNUM_EQ(stack, BASE + UK_VMA_STACK_BOTTOM_GUARD_SIZE);
	EXPECT_LAYOUT(8, "rw:6 --:2");
	EXPECT_WRITABLE(stack - 1, 1, 0, 0);
	EXPECT_WRITABLE(stack - PAGE_SIZE, 1, 0, 0);
	EXPECT_WRITABLE(stack + PAGES(4), 1, 0, 0);
	EXPECT_WRITABLE(stack + PAGES(5) - 1, 1, 0, 0);
	EXPECT_WRITABLE(stack, PAGES(4), 0, PAGES(4));
	UK_TEST_EXPECT_SNUM_EQ(vm_frames_since(&s), 4);
	vm_clear();
	EXPECT_NO_LEAK(s);
}

UK_TESTCASE(ukvmem, stack_overflow_stops_at_the_guard)
{
	struct vm_state s = vm_state();
	__vaddr_t stack, sp;

	UK_TEST_EXPECT_ZERO(map_stack(0, 2, 0, 0, &stack));
	for (sp = stack + PAGES(2) - 64; uk_nofault_try_write(sp, sp);)
		sp -= 64;
	UK_TEST_EXPECT_SNUM_EQ(sp, stack - 64);
	vm_clear();
	EXPECT_NO_LEAK(s);
}

UK_TESTCASE(ukvmem, stack_premapped_at_its_top)
{
	struct vm_state s = vm_state();
	__vaddr_t stack;

	UK_TEST_EXPECT_ZERO(map_stack(0, 8, 0, 3, &stack));
	UK_TEST_EXPECT_SNUM_EQ(vm_frames_since(&s), 3);
	EXPECT_READABLE(stack + PAGES(5), PAGES(3), UK_NOFAULTF_NOPAGING,
			PAGES(3));
	EXPECT_READABLE(stack, PAGES(5), UK_NOFAULTF_NOPAGING, 0);
	EXPECT_WRITABLE(stack, PAGES(8), 0, PAGES(8));
	vm_clear();
	EXPECT_NO_LEAK(s);
}

UK_TESTCASE(ukvmem, stack_populated)
{
	struct vm_state s = vm_state();
	__vaddr_t stack;

	UK_TEST_EXPECT_ZERO(map_stack(0, 4, UK_VMA_MAP_POPULATE, 0, &stack));
	UK_TEST_EXPECT_SNUM_EQ(vm_frames_since(&s), 4);
	EXPECT_WRITABLE(stack, PAGES(5), UK_NOFAULTF_NOPAGING, PAGES(4));
	EXPECT_WRITABLE(stack - 1, 1, 0, 0);
	vm_clear();
	EXPECT_NO_LEAK(s);
}

UK_TESTCASE(ukvmem, stack_stays_whole)
{
	struct vm_state s = vm_state();
	__vaddr_t stack;

	UK_TEST_EXPECT_ZERO(map_stack(0, 4, 0, 4, &stack));
	UK_TEST_EXPECT_SNUM_EQ(uk_vma_unmap(vas(), stack, PAGES(4), 0), -EPERM);
	UK_TEST_EXPECT_SNUM_EQ(uk_vma_unmap(vas(), BASE, PAGES(1), 0), -EPERM);
	UK_TEST_EXPECT_SNUM_EQ(uk_vma_set_attr(vas(), stack, PAGES(1), RO, 0),
			       -EPERM);
	UK_TEST_EXPECT_SNUM_EQ(vm_anon(2, 1, RW, UK_VMA_MAP_REPLACE, NULL),
			       -EPERM);
	EXPECT_LAYOUT(6, "rw:6");
	UK_TEST_EXPECT_SNUM_EQ(vm_frames_since(&s), 4);
	UK_TEST_EXPECT_ZERO(
		uk_vma_unmap(vas(), stack - UK_VMA_STACK_BOTTOM_GUARD_SIZE,
			     PAGES(4) + UK_VMA_STACK_GUARDS_SIZE, 0));
	EXPECT_NO_LEAK(s);
}

UK_TESTCASE(ukvmem, stack_in_the_way_stops_everything)
{
	struct vm_state s = vm_state();
	__vaddr_t stack;

	UK_TEST_EXPECT_ZERO(vm_anon(0, 2, RW, UK_VMA_MAP_POPULATE, NULL));
	vm_fill(BASE, 2, 1);
	UK_TEST_EXPECT_ZERO(map_stack(2, 1, 0, 0, &stack));
	UK_TEST_EXPECT_SNUM_EQ(uk_vma_unmap(vas(), BASE + PAGES(1), PAGES(3),
					    0),
			       -EPERM);
	UK_TEST_EXPECT_SNUM_EQ(vm_anon(1, 2, RW, UK_VMA_MAP_REPLACE, NULL),
			       -EPERM);
	EXPECT_LAYOUT(5, "rw:2 rw:3");
	UK_TEST_EXPECT_SNUM_EQ(vm_filled(BASE, 2, 1), 2);
	vm_clear();
	EXPECT_NO_LEAK(s);
}

UK_TESTCASE(ukvmem, stacks_side_by_side_are_not_merged)
{
	struct vm_state s = vm_state();
	__vaddr_t a, b;

	UK_TEST_EXPECT_ZERO(map_stack(0, 2, 0, 0, &a));
	UK_TEST_EXPECT_ZERO(map_stack(4, 2, 0, 0, &b));
	EXPECT_LAYOUT(8, "rw:4 rw:4");
	UK_TEST_EXPECT_SNUM_EQ(b - a, PAGES(4));
	EXPECT_READABLE(a, b - a, UK_NOFAULTF_CONTINUE, PAGES(2));
	vm_clear();
	EXPECT_NO_LEAK(s);
}

UK_TESTCASE(ukvmem, stack_anywhere)
{
	struct vm_state s = vm_state();
	__vaddr_t stack = __VADDR_ANY;

	UK_TEST_EXPECT_ZERO(uk_vma_map_stack(vas(), &stack, PAGES(16), 0,
					     "stack", PAGES(1)));
	EXPECT_WRITABLE(stack, PAGES(16), 0, PAGES(16));
	UK_TEST_EXPECT_ZERO(
		uk_vma_unmap(vas(), stack - UK_VMA_STACK_BOTTOM_GUARD_SIZE,
			     PAGES(16) + UK_VMA_STACK_GUARDS_SIZE, 0));
	EXPECT_NO_LEAK(s);
}

UK_TESTCASE(ukvmem, stack_refuses_bad_arguments)
{
	struct vm_state s = vm_state();
	__vaddr_t stack = BASE;

	UK_TEST_EXPECT_SNUM_EQ(
		uk_vma_map_stack(vas(), &stack, 0, 0, NULL, 0), -EINVAL);
	UK_TEST_EXPECT_SNUM_EQ(
		uk_vma_map_stack(vas(), &stack, 100, 0, NULL, 0), -EINVAL);
	UK_TEST_EXPECT_SNUM_EQ(
		uk_vma_map_stack(vas(), &stack, PAGES(1), 0, NULL, 1),
		-EINVAL);
	UK_TEST_EXPECT_SNUM_EQ(
		uk_vma_map_stack(vas(), &stack, PAGES(1), 0, NULL, PAGES(2)),
		-EINVAL);
	UK_TEST_EXPECT_SNUM_EQ(
		uk_vma_map_stack(vas(), &stack, -PAGES(1), 0, NULL, 0),
		-EINVAL);
	UK_TEST_EXPECT_SNUM_EQ(uk_vma_map_stack(vas(), &stack, PAGES(512),
						UK_VMA_MAP_SIZE_2MB, NULL, 0),
			       -EINVAL);
	/* neither where large pages would do, guards included */
	UK_TEST_EXPECT_SNUM_EQ(
		uk_vma_map_stack(vas(), &stack,
				 PAGES(512) - UK_VMA_STACK_GUARDS_SIZE,
				 UK_VMA_MAP_SIZE_2MB, NULL, 0),
		-EINVAL);
	UK_TEST_EXPECT_SNUM_EQ(stack, BASE);
	EXPECT_NO_LEAK(s);
}
