/* SPDX-License-Identifier: BSD-3-Clause */
/* The virtual timer, as the interrupt controller's code needs it. */
#ifndef __VIRT_TIMER_H__
#define __VIRT_TIMER_H__

#include <uk/asm/sysreg.h>

/** Stops the calling CPU's timer; its interrupt line is quiet then */
static inline void virt_timer_off(void)
{
	SYSREG_WRITE(cntv_ctl_el0, 0);
	isb();
}

#endif /* __VIRT_TIMER_H__ */
