/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Console on a PL011. The output function is the platform's
 * ukplat_console_out().
 */
#ifndef __VIRT_PL011_H__
#define __VIRT_PL011_H__

#include <uk/essentials.h>

/** Sets the UART up: 8 data bits, FIFO, transmitter on, no interrupts. */
void pl011_init(__vaddr_t base);

#endif /* __VIRT_PL011_H__ */
