/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Probing and copying page by page. Interface: <uk/nofault.h>.
 */
#include <uk/arch/paging.h>
#include <uk/essentials.h>
#include <uk/nofault.h>

#include "access.h"

/* Bytes from `vaddr` to the end of its page */
static __sz to_page_end(__vaddr_t vaddr)
{
	return PAGE_SIZE - (vaddr & ~PAGE_MASK);
}

/* Bytes of the range below the top of the address space */
static __sz clamp(__vaddr_t vaddr, __sz len)
{
	return vaddr ? MIN(len, -vaddr) : len;
}

static __sz probe(int (*access)(__vaddr_t), __vaddr_t vaddr, __sz len,
		  unsigned long flags)
{
	__sz chunk, off, good = 0;

	len = clamp(vaddr, len);
	for (off = 0; off < len; off += chunk) {
		chunk = MIN(len - off, to_page_end(vaddr + off));
		if (!access(vaddr + off))
			good += chunk;
		else if (!(flags & UK_NOFAULTF_CONTINUE))
			break;
	}
	return good;
}

__sz uk_nofault_probe_r(__vaddr_t vaddr, __sz len, unsigned long flags)
{
	return probe(flags & UK_NOFAULTF_NOPAGING ? nofault_read_nopaging :
						    nofault_read_paging,
		     vaddr, len, flags);
}

__sz uk_nofault_probe_rw(__vaddr_t vaddr, __sz len, unsigned long flags)
{
	return probe(flags & UK_NOFAULTF_NOPAGING ? nofault_rw_nopaging :
						    nofault_rw_paging,
		     vaddr, len, flags);
}

/* A chunk lies in one page on either side; where one of them faults again and
 * again, all its chunks are skipped, and so the page is
 */
__sz uk_nofault_memcpy(char *dst, const char *src, __sz len,
		       unsigned long flags)
{
	__sz (*copy)(char *, const char *, __sz) =
		flags & UK_NOFAULTF_NOPAGING ? nofault_copy_nopaging :
					       nofault_copy_paging;
	__sz chunk, off, missed, good = 0;

	len = clamp((__vaddr_t)dst, clamp((__vaddr_t)src, len));
	for (off = 0; off < len; off += chunk) {
		chunk = MIN(len - off, to_page_end((__vaddr_t)dst + off));
		chunk = MIN(chunk, to_page_end((__vaddr_t)src + off));
		missed = copy(dst + off, src + off, chunk);
		good += chunk - missed;
		if (missed && !(flags & UK_NOFAULTF_CONTINUE))
			break;
	}
	return good;
}
