/* SPDX-License-Identifier: BSD-3-Clause */
/* 16550 at 0x3f8 (NS16550 data sheet 8.6), isa-debug-exit at 0x501: 41 after a halt, 42 after a crash. */
#include <uk/print.h>

void ukplat_put(char c)
{
	unsigned char status;

	do
		__asm__ volatile("inb %1, %0" : "=a"(status) : "Nd"((unsigned short)0x3fd));
	while (!(status & 0x20));
	__asm__ volatile("outb %0, %1" : : "a"(c), "Nd"((unsigned short)0x3f8));
}

void ukplat_off(int crashed)
{
	__asm__ volatile("outw %0, %1" : : "a"((unsigned short)(crashed ? 42 : 41)), "Nd"((unsigned short)0x501));
	for (;;)
		__asm__ volatile("cli; hlt");
}
