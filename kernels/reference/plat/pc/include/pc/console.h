/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The serial console, for the code that starts the machine. Output:
 * <uk/plat/console.h>.
 */
#ifndef __PC_CONSOLE_H__
#define __PC_CONSOLE_H__

/** Sets the port up: 115200 baud, 8N1, FIFO on. Before any output */
void pc_console_init(void);

#endif /* __PC_CONSOLE_H__ */
