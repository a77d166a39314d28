/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The barriers of the kernel's interface are there in the code, also those that
 * no machine at hand would miss. Needs one CPU.
 */
#include <uk/asm/lcpu.h>
#include <uk/essentials.h>
#include <uk/spinlock.h>
#include <uk/test.h>

#include "code.h"

static unsigned long word;
static struct uk_spinlock lock;

#define CODE                                                                   \
	static __noinline __attribute__((no_profile_instrument_function)) void

CODE with_nothing(void)
{
	barrier();
}

CODE with_mb(void)
{
	mb();
}

CODE with_rmb(void)
{
	rmb();
}

CODE with_wmb(void)
{
	wmb();
}

CODE with_lock(void)
{
	uk_spin_lock(&lock);
}

CODE with_trylock(void)
{
	word = (unsigned long)uk_spin_trylock(&lock);
}

CODE with_unlock(void)
{
	uk_spin_unlock(&lock);
}

#define EXPECT_ORDER(function, want)                                           \
	UK_TEST_EXPECT_SNUM_EQ(code_order((const void *)&(function)) & (want), \
			       want)

UK_TESTCASE(barriers, barriers_are_in_the_code)
{
	EXPECT_ORDER(with_mb, ALL);
	EXPECT_ORDER(with_rmb, LOADS);
	EXPECT_ORDER(with_wmb, STORES);
}

UK_TESTCASE(barriers, spinlock_orders_what_it_guards)
{
	EXPECT_ORDER(with_lock, ACQUIRES);
	EXPECT_ORDER(with_trylock, ACQUIRES);
	EXPECT_ORDER(with_unlock, RELEASES);
}

/* The look into the code sees no barrier where there is none */
UK_TESTCASE(barriers, code_without_barrier_has_none)
{
	UK_TEST_EXPECT_SNUM_EQ(code_order((const void *)&with_nothing),
			       code_order_for_free());
}

uk_testsuite_register(barriers, NULL);
