/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Name of the architecture as Linux's uname(2) tells it.
 */
#ifndef __UK_ASM_MACHINE_H__
#define __UK_ASM_MACHINE_H__

#define UK_MACHINE "x86_64"

#endif /* __UK_ASM_MACHINE_H__ */
