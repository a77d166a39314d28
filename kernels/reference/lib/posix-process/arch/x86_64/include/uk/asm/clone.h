/* SPDX-License-Identifier: BSD-3-Clause */
/* Arguments of clone(2) on x86_64. Linux ABI. */
#ifndef __UK_ASM_CLONE_H__
#define __UK_ASM_CLONE_H__

/** Whether the thread pointer is the fifth argument, not the fourth */
#define UK_CLONE_TLS_IS_FIFTH 1

#endif /* __UK_ASM_CLONE_H__ */
