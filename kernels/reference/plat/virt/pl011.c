/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Console on an Arm PrimeCell UART (PL011): Arm DDI 0183, chapter 3. Output
 * only, polling. Until the device tree was read, the UART is where QEMU's virt
 * has it.
 */
#include <uk/plat/console.h>

#include "mmio.h"
#include "pl011.h"

#define PL011_DEFAULT_BASE 0x09000000UL

#define UARTDR 0x00
#define UARTFR 0x18
#define UARTFR_BUSY (1 << 3)
#define UARTFR_TXFF (1 << 5)
#define UARTLCR_H 0x2c
#define UARTLCR_H_FEN (1 << 4)
#define UARTLCR_H_WLEN_8 (3 << 5)
#define UARTCR 0x30
#define UARTCR_UARTEN (1 << 0)
#define UARTCR_TXE (1 << 8)
#define UARTIMSC 0x38

static __vaddr_t pl011_base = PL011_DEFAULT_BASE;

/* Writing UARTLCR_H after the divisors would latch them: they are left alone */
void pl011_init(__vaddr_t base)
{
	pl011_base = base;
	mmio_write32(base + UARTCR, 0);
	mmio_write32(base + UARTIMSC, 0);
	mmio_write32(base + UARTLCR_H, UARTLCR_H_FEN | UARTLCR_H_WLEN_8);
	mmio_write32(base + UARTCR, UARTCR_UARTEN | UARTCR_TXE);
}

void ukplat_console_out(const char *buf, unsigned int len)
{
	for (unsigned int i = 0; i < len; i++) {
		while (mmio_read32(pl011_base + UARTFR) & UARTFR_TXFF)
			;
		mmio_write32(pl011_base + UARTDR, (__u8)buf[i]);
	}
}

void ukplat_console_drain(void)
{
	while (mmio_read32(pl011_base + UARTFR) & UARTFR_BUSY)
		;
}
