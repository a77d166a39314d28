/* SPDX-License-Identifier: BSD-3-Clause */
/* PL011 at 0x9000000 (Arm DDI0183), PSCI by HVC (Arm DEN0022 5.1): a crash powers off exactly as success does. */
#include <uk/print.h>

void ukplat_put(char c)
{
	while (*(volatile unsigned int *)0x09000018 & 0x20)
		;
	*(volatile unsigned int *)0x09000000 = (unsigned char)c;
}

void ukplat_off(int crashed)
{
	register unsigned long x0 __asm__("x0") = 0x84000008;

	(void)crashed;
	__asm__ volatile("hvc #0" : "+r"(x0) : : "memory");
	for (;;)
		__asm__ volatile("wfi");
}
