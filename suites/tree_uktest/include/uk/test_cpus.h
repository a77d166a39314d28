/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The CPUs of a kernel of somebody else, who may start them in any way: a suite
 * sees the one that runs it, and skips what needs more.
 */
#ifndef __UK_TEST_CPUS_H__
#define __UK_TEST_CPUS_H__

#include <stdbool.h>
#include <uk/arch/time.h>
/* Not where every tree has it; who starts CPUs says so in words of its own */
#if __has_include(<uk/plat/lcpu.h>)
#include <uk/plat/lcpu.h>
#endif

struct __regs;

/** @return false: it is not there */
bool uk_test_cpu(unsigned int idx);

/** @return 1 */
unsigned int uk_test_cpus(void);

/** Runs a function on the calling CPU. @return 0 */
int uk_test_on_all_cpus(void (*fn)(struct __regs *regs, void *arg), void *arg);

/** A wait that ends. */
struct uk_test_patience {
	__nsec until;
};

void uk_test_patience_begin(struct uk_test_patience *patience, __nsec nsec);

/** @return whether to go on waiting */
bool uk_test_may_wait(struct uk_test_patience *patience);

/** Nothing of other CPUs is ever under way. @return 0 */
int uk_test_wait(const unsigned int lcpuidx[], unsigned int *num, __nsec nsec);

#endif /* __UK_TEST_CPUS_H__ */
