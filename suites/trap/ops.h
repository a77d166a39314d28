/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Operations that trap, in assembly for each architecture. NAME_at is the
 * address that the trap reports, NAME_next the one to go on at.
 */
#ifndef __SUITE_TRAP_OPS_H__
#define __SUITE_TRAP_OPS_H__

#include <uk/arch/types.h>

/** Most general registers that trap_op_registers() knows */
#define TRAP_REGISTERS_MAX 31

/** An undefined instruction. @return the stack pointer at it */
__uptr trap_op_invalid(void);
extern const char trap_op_invalid_at[], trap_op_invalid_next[];

/** The same. @return the stack pointer behind it; uses none */
__uptr trap_op_stack_pointer(void);
extern const char trap_op_stack_pointer_at[], trap_op_stack_pointer_next[];

/** A breakpoint instruction */
void trap_op_breakpoint(void);
extern const char trap_op_breakpoint_at[], trap_op_breakpoint_next[];

/** Loads a byte; 0 if the load is skipped */
unsigned int trap_op_load(const volatile void *from);
extern const char trap_op_load_at[], trap_op_load_next[];

/** Stores a byte */
void trap_op_store(volatile void *to, unsigned int value);
extern const char trap_op_store_at[], trap_op_store_next[];

/** Calls `target`, which is expected to trap right there */
void trap_op_call(const volatile void *target);
extern const char trap_op_call_next[];

/**
 * Loads all general registers but the stack pointer from `in`, executes an
 * undefined instruction, stores them to `out`.
 * @return how many there are
 */
unsigned int trap_op_registers(const __u64 in[], __u64 out[]);
extern const char trap_op_registers_at[], trap_op_registers_next[];

/** Overwrites all general registers that a function may */
void trap_op_spoil(void);

/** Calls fn(arg) with the stack pointer `sp`, aligned to 16 bytes */
void trap_op_on_stack(void *sp, void (*fn)(void *arg), void *arg);

#endif /* __SUITE_TRAP_OPS_H__ */
