/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Areas of thread-local storage. The linker places a variable relative to the
 * thread pointer: variant II, at the block's end rounded up to its alignment;
 * variant I, at the words of the ABI rounded up to it. Interface:
 * <uk/arch/tls.h>.
 */
#include <string.h>
#include <uk/arch/tls.h>
#include <uk/asm/ctx.h>
#include <uk/assert.h>
#include <uk/essentials.h>

/* TLS block of the image (link.lds.S); _tls_align is a number */
extern const char _tls_start[], _tls_end[], _tls_align[];

static __sz block_size(void)
{
	return (__sz)(_tls_end - _tls_start);
}

static __sz tcb_size(void)
{
#ifdef CONFIG_UKARCH_TLS_HAVE_TCB
	return ukarch_tls_tcb_size();
#else
	return UKARCH_TLS_ABOVE_TP ? 0 : UKARCH_TLS_TP_BYTES;
#endif
}

__sz ukarch_tls_area_align(void)
{
	return MAX((__sz)(__uptr)_tls_align, (__sz)16);
}

/* Bytes of the area before the thread pointer */
static __sz below_tlsp(void)
{
	return ALIGN_UP(UKARCH_TLS_ABOVE_TP ? tcb_size() : block_size(),
			ukarch_tls_area_align());
}

/* Offset of the block from the thread pointer, as the linker computes it */
static __sptr block_offset(void)
{
	__sz align = (__sz)(__uptr)_tls_align;

	if (UKARCH_TLS_ABOVE_TP)
		return (__sptr)ALIGN_UP((__sz)UKARCH_TLS_TP_BYTES, align);
	return -(__sptr)ALIGN_UP(block_size(), align);
}

__sz ukarch_tls_area_size(void)
{
	if (UKARCH_TLS_ABOVE_TP)
		return below_tlsp() + (__sz)block_offset() + block_size();
	return below_tlsp() + tcb_size();
}

__uptr ukarch_tls_tlsp(void *tls_area)
{
	return (__uptr)tls_area + below_tlsp();
}

void *ukarch_tls_area_get(__uptr tlsp)
{
	return (void *)(tlsp - below_tlsp());
}

void *ukarch_tls_tcb_get(__uptr tlsp)
{
	return (void *)(UKARCH_TLS_ABOVE_TP ? tlsp - tcb_size() : tlsp);
}

void ukarch_tls_area_init(void *tls_area)
{
	__uptr tlsp = ukarch_tls_tlsp(tls_area);

	UK_ASSERT(IS_ALIGNED((__uptr)tls_area, ukarch_tls_area_align()));
	memset(tls_area, 0, ukarch_tls_area_size());
	memcpy((void *)(tlsp + (__uptr)block_offset()), _tls_start, block_size());
	if (!UKARCH_TLS_ABOVE_TP)
		*(__uptr *)tlsp = tlsp;
#ifdef CONFIG_UKARCH_TLS_HAVE_TCB
	ukarch_tls_tcb_init(ukarch_tls_tcb_get(tlsp));
#endif
}
