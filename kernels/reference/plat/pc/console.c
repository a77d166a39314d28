/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Console on the first serial port, a 16550A: polling, raw bytes. The transmit
 * FIFO takes 16 bytes when it is empty, so its state is asked once for 16 bytes.
 * Texas Instruments PC16550D data sheet, 8.4 to 8.6.
 */
#include <pc/console.h>
#include <uk/essentials.h>
#include <uk/plat/console.h>
#include <x86/cpu.h>

#define COM1 0x3f8

#define REG_THR (COM1 + 0) /* DLAB = 0 */
#define REG_IER (COM1 + 1)
#define REG_DLL (COM1 + 0) /* DLAB = 1 */
#define REG_DLM (COM1 + 1)
#define REG_FCR (COM1 + 2)
#define REG_LCR (COM1 + 3)
#define REG_MCR (COM1 + 4)
#define REG_LSR (COM1 + 5)

#define LCR_8N1 0x03
#define LCR_DLAB 0x80
#define FCR_ENABLE_CLEAR 0x07
#define MCR_DTR_RTS 0x03
#define LSR_THRE 0x20 /* FIFO empty */
#define LSR_TEMT 0x40 /* and the last bit is out */

#define FIFO_BYTES 16U

void pc_console_init(void)
{
	x86_outb(REG_IER, 0);
	x86_outb(REG_LCR, LCR_DLAB);
	x86_outb(REG_DLL, 1); /* 115200 baud */
	x86_outb(REG_DLM, 0);
	x86_outb(REG_LCR, LCR_8N1);
	x86_outb(REG_FCR, FCR_ENABLE_CLEAR);
	x86_outb(REG_MCR, MCR_DTR_RTS);
}

static void wait_for(__u8 status)
{
	while (!(x86_inb(REG_LSR) & status))
		__asm__ __volatile__("pause");
}

void ukplat_console_out(const char *buf, unsigned int len)
{
	unsigned int n;

	while (len) {
		n = MIN(len, FIFO_BYTES);
		len -= n;
		wait_for(LSR_THRE);
		__asm__ __volatile__("rep outsb"
				     : "+S"(buf), "+c"(n)
				     : "d"(REG_THR)
				     : "memory");
	}
}

void ukplat_console_drain(void)
{
	wait_for(LSR_TEMT);
}
