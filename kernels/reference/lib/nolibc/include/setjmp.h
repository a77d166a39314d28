/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Nonlocal jumps, ISO C11 7.13. Saved are the registers that the procedure call
 * standard (System V x86-64 psABI 3.2.1, AAPCS64 6.1.1) lets a caller rely on;
 * the kernel has no floating-point state, and interrupts stay as they are.
 */
#ifndef __NOLIBC_SETJMP_H__
#define __NOLIBC_SETJMP_H__

#ifdef __cplusplus
extern "C" {
#endif

/** x86_64 uses 8 words, arm64 13 */
typedef unsigned long jmp_buf[16];

int setjmp(jmp_buf env) __attribute__((returns_twice));
#define setjmp(env) setjmp(env)
void longjmp(jmp_buf env, int value) __attribute__((noreturn));

#ifdef __cplusplus
}
#endif

#endif /* __NOLIBC_SETJMP_H__ */
