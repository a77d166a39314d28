/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Faults that nobody has resolved, and what they mean: POSIX.1-2017 mmap(): an
 * access behind the end of a file is SIGBUS. Interface: <uk/utrap.h>.
 */
#include <errno.h>
#include <uk/signal.h>
#include <uk/utrap.h>

#include "file.h"
#include "internal.h"

/* Addresses behind a file's end, and not of anything else */
static int nothing_fault(struct uk_vma *vma __unused,
			 struct uk_vm_fault *fault __unused)
{
	return -EFAULT;
}

static int nothing_set_attr(struct uk_vma *vma __unused,
			    unsigned long attr __unused)
{
	return 0;
}

static const struct uk_vma_ops nothing_ops = {
	.fault = nothing_fault,
	.set_attr = nothing_set_attr,
};

int mmap_nothing(__vaddr_t vaddr, __sz len)
{
	return uk_vma_map(uk_vas_get_active(), &vaddr, len, PAGE_ATTR_PROT_RW,
			  UK_VMA_MAP_REPLACE, NULL, &nothing_ops, NULL);
}

static bool is_allowed(const struct uk_vma *vma, const struct uk_utrap *trap)
{
	if (trap->is_exec)
		return !!(vma->attr & PAGE_ATTR_PROT_EXEC);
	if (trap->is_write)
		return !!(vma->attr & PAGE_ATTR_PROT_WRITE);
	return !!(vma->attr & PAGE_ATTR_PROT_MASK);
}

static void set(struct uk_utrap *trap, int signo, int code)
{
	trap->signo = signo;
	trap->code = code;
}

void uk_utrap_refine(struct uk_utrap *trap)
{
	const struct uk_vma *vma =
		uk_vma_find(uk_vas_get_active(), trap->address);

	if (vma && !is_allowed(vma, trap))
		set(trap, UK_SIGSEGV, UK_SEGV_ACCERR);
}

bool uk_utrap_resolve(struct uk_utrap *trap)
{
	const struct uk_vma *vma =
		uk_vma_find(uk_vas_get_active(), trap->address);
	int rc;

	uk_utrap_refine(trap);
	if (!vma || vma->ops == &uk_vma_stack_ops || !is_allowed(vma, trap))
		return false;
	if (vma->ops == &uk_vma_anon_ops) {
		set(trap, UK_SIGKILL, UK_SI_KERNEL); /* no memory is left */
		return false;
	}
	rc = mmap_file_has(vma) ? mmap_file_fault(vma, trap->address) : -EFAULT;
	if (!rc || rc == -EEXIST)
		return true;
	set(trap, UK_SIGBUS, UK_BUS_ADRERR);
	return false;
}
