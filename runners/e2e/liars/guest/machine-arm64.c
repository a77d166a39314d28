/* SPDX-License-Identifier: BSD-3-Clause */
/* QEMU's virt: PL011 at 0x9000000 (Arm DDI0183), PSCI by HVC (Arm DEN0022 5.1). EL1, MMU off. */
#include "guest.h"

const word virtio_base = 0x0a000000, virtio_count = 32;

void put(char c)
{
	/* UARTFR, bit 5: the transmit FIFO is full (3.3.3). */
	while (*(volatile unsigned int *)0x09000018 & 0x20)
		;
	*(volatile unsigned int *)0x09000000 = (unsigned char)c;
}

/* SYSTEM_RESET and SYSTEM_OFF. */
void end(unsigned int value)
{
	register word x0 __asm__("x0") = value == 0x12 ? 0x84000009 : 0x84000008;

	__asm__ volatile("hvc #0" : "+r"(x0) : : "memory");
}

static void mask(int with_interrupts)
{
	if (with_interrupts)
		__asm__ volatile("msr daifclr, #2");
	else
		__asm__ volatile("msr daifset, #2");
}

void spin(int with_interrupts)
{
	mask(with_interrupts);
	for (;;)
		__asm__ volatile("");
}

void halt(int with_interrupts)
{
	mask(with_interrupts);
	for (;;)
		__asm__ volatile("wfi");
}

/* The vectors lie where no memory is: each exception raises the next, for ever. */
void fault(void)
{
	__asm__ volatile("msr vbar_el1, %0; isb; .word 0" : : "r"(0x3000000000UL));
}
