/* SPDX-License-Identifier: BSD-3-Clause */
/* QEMU's microvm: 16550 at 0x3f8 (NS16550 data sheet 8.6), isa-debug-exit at 0x501. Built as 32-bit code, no paging. */
#include "guest.h"

const word virtio_base = 0xfeb00000, virtio_count = 8;

void put(char c)
{
	unsigned char status;

	/* Line status, bit 5: the transmitter takes another byte. */
	do
		__asm__ volatile("inb %1, %0" : "=a"(status) : "Nd"((unsigned short)0x3fd));
	while (!(status & 0x20));
	__asm__ volatile("outb %0, %1" : : "a"(c), "Nd"((unsigned short)0x3f8));
}

void end(unsigned int value)
{
	__asm__ volatile("outl %0, %1" : : "a"(value), "Nd"((unsigned short)0x501));
}

void spin(int with_interrupts)
{
	if (with_interrupts)
		__asm__ volatile("sti");
	for (;;)
		__asm__ volatile("");
}

void halt(int with_interrupts)
{
	for (;;)
		if (with_interrupts)
			__asm__ volatile("sti; hlt");
		else
			__asm__ volatile("cli; hlt");
}

/* Without an interrupt table this becomes a triple fault, and that a reset (Intel SDM 3A 6.15, interrupt 8). */
void fault(void)
{
	__asm__ volatile("lidt (%0); ud2" : : "r"("\0\0\0\0\0\0"));
}
