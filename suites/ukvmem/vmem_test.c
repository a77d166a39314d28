/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Helpers of the suite, described in vmem_test.h, and its registration.
 */
#include <stdio.h>

#include "vmem_test.h"

struct vm_state vm_state(void)
{
	struct vm_state s = {
		.free_memory = vas()->pt->fa->free_memory,
		.tables = uk_test_tables(vas()->pt),
		.allocs = uk_test_allocs(vas()->a),
	};
	const struct uk_vma *vma;

	for (vma = uk_vma_first(vas()); vma; vma = uk_vma_next(vma))
		s.areas++;
	return s;
}

unsigned long vm_frames_since(const struct vm_state *s)
{
	struct vm_state now = vm_state();
	__sz taken = (s->free_memory - now.free_memory) >> PAGE_SHIFT;

	return taken - (now.tables - s->tables);
}

static int put_area(char *at, __sz room, const struct uk_vma *vma,
		    unsigned long pages)
{
	char level[8] = "";

	if (vma->page_lvl >= 0)
		snprintf(level, sizeof(level), "/%d", vma->page_lvl);
	return snprintf(at, room, "%c%c%s%s%s:%lu",
			vma->attr & PAGE_ATTR_PROT_READ ? 'r' : '.',
			vma->attr & PAGE_ATTR_PROT_WRITE ? 'w' : '.', level,
			vma->name ? "," : "", vma->name ? vma->name : "",
			pages);
}

const char *vm_layout(unsigned long pages)
{
	static char text[256];
	__vaddr_t pos = BASE, end = BASE + PAGES(pages);
	const struct uk_vma *vma;
	__sz used = 0;

	text[0] = '\0';
	for (vma = uk_vma_first(vas()); vma && vma->start < end;
	     vma = uk_vma_next(vma)) {
		if (vma->end <= BASE)
			continue;
		if (vma->start > pos)
			used += snprintf(text + used, sizeof(text) - used,
					 "--:%lu ",
					 (vma->start - pos) / PAGE_SIZE);
		if (vma->start < BASE || vma->end > end)
			used += snprintf(text + used, sizeof(text) - used, "!");
		used += put_area(text + used, sizeof(text) - used, vma,
				 uk_vma_len(vma) / PAGE_SIZE);
		used += snprintf(text + used, sizeof(text) - used, " ");
		pos = vma->end;
	}
	if (pos < end)
		used += snprintf(text + used, sizeof(text) - used, "--:%lu ",
				 (end - pos) / PAGE_SIZE);
	if (used)
		text[used - 1] = '\0';
	return text;
}

int vm_level(__vaddr_t vaddr)
{
	unsigned int level = PAGE_LEVEL;
	__pte_t pte;

	if (ukplat_pt_walk(vas()->pt, vaddr, &level, NULL, &pte) ||
	    !PT_Lx_PTE_PRESENT(pte, level))
		return -1;
	return (int)level;
}

__paddr_t vm_paddr(__vaddr_t vaddr)
{
	unsigned int level = PAGE_LEVEL;
	__pte_t pte;

	if (ukplat_pt_walk(vas()->pt, vaddr, &level, NULL, &pte) ||
	    !PT_Lx_PTE_PRESENT(pte, level))
		return __PADDR_INV;
	return PT_Lx_PTE_PADDR(pte, level) +
	       (vaddr & (PAGE_Lx_SIZE(level) - 1));
}

unsigned long vm_mapped(__vaddr_t vaddr, unsigned long pages)
{
	unsigned long i, mapped = 0;

	for (i = 0; i < pages; i++)
		mapped += vm_level(vaddr + PAGES(i)) >= 0;
	return mapped;
}

static __u64 pattern(unsigned long page, unsigned long word, unsigned int seed)
{
	return 0x9e3779b97f4a7c15UL * (page * 512 + word + 1) + seed;
}

/* From the first word of a page to its last */
#define STRIDE 7

void vm_fill(__vaddr_t vaddr, unsigned long pages, unsigned int seed)
{
	volatile __u64 *p = (volatile __u64 *)vaddr;
	unsigned long i, word;

	for (i = 0; i < pages; i++, p += 512)
		for (word = 0; word < 512; word += STRIDE)
			p[word] = pattern(i, word, seed);
}

unsigned long vm_filled(__vaddr_t vaddr, unsigned long pages, unsigned int seed)
{
	volatile __u64 *p = (volatile __u64 *)vaddr;
	unsigned long i, word, good = 0;

	for (i = 0; i < pages; i++, p += 512) {
		for (word = 0; word < 512; word += STRIDE)
			if (p[word] != pattern(i, word, seed))
				break;
		good += word >= 512;
	}
	return good;
}

/* Eight words a turn: an emulated CPU pays for each turn */
unsigned long vm_zeroed(__vaddr_t vaddr, unsigned long pages)
{
	volatile __u64 *p = (volatile __u64 *)vaddr;
	unsigned long i, word, good = 0;

	for (i = 0; i < pages; i++, p += 512) {
		for (word = 0; word < 512; word += 8)
			if (p[word] | p[word + 1] | p[word + 2] | p[word + 3] |
			    p[word + 4] | p[word + 5] | p[word + 6] |
			    p[word + 7])
				break;
		good += word == 512;
	}
	return good;
}

int vm_anon(unsigned long page, unsigned long pages, unsigned long attr,
	    unsigned long flags, const char *name)
{
	__vaddr_t vaddr = BASE + PAGES(page);

	return uk_vma_map_anon(vas(), &vaddr, PAGES(pages), attr, flags, name);
}

void vm_clear(void)
{
	uk_vma_unmap(vas(), BASE, PAGE_HUGE_SIZE, 0);
}

uk_testsuite_register(ukvmem, NULL);
