/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Operations in assembly. Each has one instruction that traps, at NAME_trap, and
 * goes on at NAME_next.
 */
#ifndef __STACKS_OPS_H__
#define __STACKS_OPS_H__

/** Bytes below the stack pointer that belong to a leaf function: psABI 3.2.2 */
#define RED_ZONE 128

/**
 * Fills the red zone; waits until `*go_on` is not 0, or executes an invalid
 * instruction if `go_on` is NULL.
 * @return number of words of the red zone that are not as they were
 */
unsigned long stacks_op_red_zone(const unsigned int *go_on);
extern char stacks_op_red_zone_trap[], stacks_op_red_zone_next[];

/** Executes an invalid instruction with that stack pointer. @return its argument */
unsigned long stacks_op_with_sp(unsigned long sp);
extern char stacks_op_with_sp_trap[], stacks_op_with_sp_next[];

/** Calls a function on another stack. `sp`: its end, aligned to 16 */
void stacks_op_call_on(unsigned long sp, void (*fn)(void));

#endif /* __STACKS_OPS_H__ */
