/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Kinds of areas of a library's own: which operation is called when, and what
 * becomes of its answers.
 */
#include "vmem_test.h"

/* Kernels may tell more than who wanted what */
#define TYPE (UK_VMA_FAULT_ACCESSTYPE | UK_VMA_FAULT_SOFT)

static struct {
	unsigned int faults, unmaps, merges, splits, destroys, set_attrs;
	__vaddr_t fault_vaddr, fault_vbase;
	__sz fault_len, unmap_len;
	unsigned int fault_type;
	int fault_had_regs;
	int fault_error, merge_error, split_error;
	__paddr_t frame;
} seen;

static int own_fault(struct uk_vma *vma __unused, struct uk_vm_fault *fault)
{
	seen.faults++;
	seen.fault_vaddr = fault->vaddr;
	seen.fault_vbase = fault->vbase;
	seen.fault_len = fault->len;
	seen.fault_type = fault->type;
	seen.fault_had_regs = fault->regs != NULL;
	fault->paddr = seen.frame;
	return seen.fault_error;
}

static int own_unmap(struct uk_vma *vma, __vaddr_t vaddr, __sz len)
{
	seen.unmaps++;
	seen.unmap_len = len;
	return ukplat_page_unmap(vma->vas->pt, vaddr, len >> PAGE_SHIFT,
				 PAGE_FLAG_KEEP_FRAMES);
}

static void own_destroy(struct uk_vma *vma __unused)
{
	seen.destroys++;
}

static int own_merge(struct uk_vma *vma __unused, struct uk_vma *next __unused)
{
	seen.merges++;
	return seen.merge_error;
}

static int own_split(struct uk_vma *vma, __vaddr_t vaddr __unused,
		     struct uk_vma **new_vma)
{
	seen.splits++;
	if (seen.split_error)
		return seen.split_error;
	*new_vma = uk_malloc(vma->vas->a, sizeof(**new_vma));
	return *new_vma ? 0 : -ENOMEM;
}

static int own_set_attr(struct uk_vma *vma, unsigned long attr)
{
	seen.set_attrs++;
	return ukplat_page_set_attr(vma->vas->pt, vma->start,
				    uk_vma_len(vma) >> PAGE_SHIFT, attr, 0);
}

static const struct uk_vma_ops own_ops = {
	.fault = own_fault,
	.unmap = own_unmap,
	.destroy = own_destroy,
	.merge = own_merge,
	.split = own_split,
	.set_attr = own_set_attr,
};

static int map_own(unsigned long page, unsigned long pages,
		   unsigned long flags)
{
	__vaddr_t vaddr = BASE + PAGES(page);

	return uk_vma_map(vas(), &vaddr, PAGES(pages), RW, flags, NULL,
			  &own_ops, NULL);
}

static void begin(void)
{
	memset(&seen, 0, sizeof(seen));
	seen.frame = uk_falloc(vas()->pt->fa, 1);
}

static void finish(void)
{
	uk_ffree(vas()->pt->fa, seen.frame, 1);
}

UK_TESTCASE(ukvmem, own_kind_resolves_faults)
{
	struct vm_state s = vm_state();
	volatile char *p = (volatile char *)BASE;

	begin();
	UK_TEST_EXPECT_ZERO(map_own(0, 4, 0));
	UK_TEST_EXPECT_ZERO(seen.faults);
	p[PAGES(2) + 10] = 'k';
	UK_TEST_EXPECT_SNUM_EQ(seen.faults, 1);
	UK_TEST_EXPECT_SNUM_EQ(seen.fault_vaddr, BASE + PAGES(2) + 10);
	UK_TEST_EXPECT_SNUM_EQ(seen.fault_vbase, BASE + PAGES(2));
	UK_TEST_EXPECT_SNUM_EQ(seen.fault_len, PAGE_SIZE);
	UK_TEST_EXPECT_SNUM_EQ(seen.fault_type & TYPE, UK_VMA_FAULT_WRITE);
	UK_TEST_EXPECT(seen.fault_had_regs);
	UK_TEST_EXPECT_SNUM_EQ(vm_paddr(BASE + PAGES(2)), seen.frame);
	UK_TEST_EXPECT_SNUM_EQ(p[10], 'k');
	UK_TEST_EXPECT_SNUM_EQ(seen.faults, 2);
	UK_TEST_EXPECT_SNUM_EQ(seen.fault_type & TYPE, UK_VMA_FAULT_READ);
	vm_clear();
	UK_TEST_EXPECT_SNUM_EQ(seen.unmaps, 1);
	UK_TEST_EXPECT_SNUM_EQ(seen.unmap_len, PAGES(4));
	UK_TEST_EXPECT_SNUM_EQ(seen.destroys, 1);
	finish();
	EXPECT_NO_LEAK(s);
}

UK_TESTCASE(ukvmem, own_kind_populated_by_soft_faults)
{
	struct vm_state s = vm_state();

	begin();
	UK_TEST_EXPECT_ZERO(map_own(0, 4, UK_VMA_MAP_POPULATE));
	UK_TEST_EXPECT_SNUM_EQ(seen.faults, 4);
	UK_TEST_EXPECT(seen.fault_type & UK_VMA_FAULT_SOFT);
	UK_TEST_EXPECT_SNUM_EQ(seen.fault_vaddr, BASE + PAGES(3));
	UK_TEST_EXPECT(!seen.fault_had_regs);
	UK_TEST_EXPECT_SNUM_EQ(vm_mapped(BASE, 4), 4);
	vm_clear();
	finish();
	EXPECT_NO_LEAK(s);
}

UK_TESTCASE(ukvmem, own_kind_that_cannot_resolve_a_fault)
{
	UK_TEST_OWN_RULE("a failed fault leaves no tables");
	struct vm_state s = vm_state();

	begin();
	seen.fault_error = -EIO;
	UK_TEST_EXPECT_ZERO(map_own(0, 2, 0));
	EXPECT_READABLE(BASE, PAGES(2), 0, 0);
	UK_TEST_EXPECT_SNUM_EQ(seen.faults, 1);
	UK_TEST_EXPECT_ZERO(vm_mapped(BASE, 2));
	UK_TEST_EXPECT_SNUM_EQ(vm_state().tables, s.tables);
	vm_clear();
	UK_TEST_EXPECT_SNUM_EQ(map_own(0, 2, UK_VMA_MAP_POPULATE), -EIO);
	EXPECT_LAYOUT(2, "--:2");
	UK_TEST_EXPECT_SNUM_EQ(seen.destroys, 2);
	finish();
	EXPECT_NO_LEAK(s);
}

UK_TESTCASE(ukvmem, own_kind_is_not_asked_without_the_right)
{
	struct vm_state s = vm_state();
	__vaddr_t vaddr = BASE;

	begin();
	UK_TEST_EXPECT_ZERO(uk_vma_map(vas(), &vaddr, PAGES(1), RO, 0, NULL,
				       &own_ops, NULL));
	UK_TEST_EXPECT(!uk_nofault_try_write('x', BASE));
	UK_TEST_EXPECT_ZERO(seen.faults);
	EXPECT_READABLE(BASE, 1, 0, 1);
	UK_TEST_EXPECT_SNUM_EQ(seen.faults, 1);
	UK_TEST_EXPECT(!uk_nofault_try_write('x', BASE));
	UK_TEST_EXPECT_SNUM_EQ(seen.faults, 1);
	vm_clear();
	finish();
	EXPECT_NO_LEAK(s);
}

UK_TESTCASE(ukvmem, own_kind_may_refuse_merge)
{
	struct vm_state s = vm_state();

	begin();
	seen.merge_error = -EPERM;
	UK_TEST_EXPECT_ZERO(map_own(0, 2, 0));
	UK_TEST_EXPECT_ZERO(map_own(2, 2, 0));
	EXPECT_LAYOUT(4, "rw:2 rw:2");
	UK_TEST_EXPECT_SNUM_EQ(seen.merges, 1);
	seen.merge_error = 0;
	UK_TEST_EXPECT_ZERO(map_own(4, 2, 0));
	EXPECT_LAYOUT(6, "rw:2 rw:4");
	UK_TEST_EXPECT_SNUM_EQ(seen.destroys, 1);
	vm_clear();
	UK_TEST_EXPECT_SNUM_EQ(seen.destroys, 3);
	finish();
	EXPECT_NO_LEAK(s);
}

UK_TESTCASE(ukvmem, own_kind_may_refuse_split)
{
	struct vm_state s = vm_state();

	begin();
	UK_TEST_EXPECT_ZERO(map_own(0, 8, 0));
	seen.split_error = -EPERM;
	UK_TEST_EXPECT_SNUM_EQ(uk_vma_unmap(vas(), BASE, PAGES(1), 0), -EPERM);
	UK_TEST_EXPECT_SNUM_EQ(
		uk_vma_set_attr(vas(), BASE + PAGES(7), PAGES(1), RO, 0),
		-EPERM);
	EXPECT_LAYOUT(8, "rw:8");
	UK_TEST_EXPECT_SNUM_EQ(seen.splits, 2);
	UK_TEST_EXPECT_ZERO(seen.unmaps);
	UK_TEST_EXPECT_ZERO(seen.set_attrs);
	seen.split_error = 0;
	UK_TEST_EXPECT_ZERO(
		uk_vma_set_attr(vas(), BASE + PAGES(2), PAGES(2), RO, 0));
	EXPECT_LAYOUT(8, "rw:2 r.:2 rw:4");
	UK_TEST_EXPECT_SNUM_EQ(seen.set_attrs, 1);
	vm_clear();
	finish();
	EXPECT_NO_LEAK(s);
}
