/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The thread pointer of the calling CPU: x86_64 FS base, arm64 TPIDR_EL0. 0 at
 * the start of each CPU.
 */
#ifndef __UKPLAT_TLS_H__
#define __UKPLAT_TLS_H__

#include <uk/asm/tlsp.h>

static inline __uptr ukplat_tlsp_get(void)
{
	return ukarch_tlsp_read();
}

static inline void ukplat_tlsp_set(__uptr tlsp)
{
	ukarch_tlsp_write(tlsp);
}

#endif /* __UKPLAT_TLS_H__ */
