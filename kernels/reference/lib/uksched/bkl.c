/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The big kernel lock. A CPU that waits for it longer than a moment halts, and is
 * woken by who gives it back: the holder may be a virtual CPU that its host has
 * put aside, and gets on the sooner the less others ask of the host. Interface:
 * <uk/bkl.h>.
 */
#include <uk/assert.h>
#include <uk/bkl.h>
#include <uk/plat/lcpu.h>
#include <uk/spinlock.h>
#include <uk/thread.h>

#define SPINS 100

static struct uk_spinlock lock = UK_SPINLOCK_INITIALIZER();

/* Bit of each CPU that has halted for the lock, or is about to; atomic */
static __u64 halted;

_Static_assert(CONFIG_UKPLAT_LCPU_MAXCOUNT <= 64, "one bit for each CPU");

static bool try_for_a_moment(void)
{
	unsigned int i;

	for (i = 0; i < SPINS; i++) {
		if (uk_spin_trylock(&lock))
			return true;
		ukarch_cpu_relax();
	}
	return false;
}

/* The bit is set before the last look at the lock, and whoever gives it back
 * looks at the bits after: one of the two sees the other
 */
static void halt_for_lock(void)
{
	const __u64 bit = 1UL << ukplat_lcpu_idx();

	ukarch_irq_disable();
	__atomic_or_fetch(&halted, bit, __ATOMIC_SEQ_CST);
	__atomic_thread_fence(__ATOMIC_SEQ_CST);
	while (!uk_spin_trylock(&lock))
		ukplat_lcpu_halt_irq();
	__atomic_and_fetch(&halted, ~bit, __ATOMIC_SEQ_CST);
	ukarch_irq_enable();
}

/* One of those that halted; the next one after this CPU, so that each has a turn */
static void wake_one(void)
{
	unsigned int one = 1, shift = ukplat_lcpu_idx() + 1;
	__u64 set, later;
	__lcpuidx idx;

	__atomic_thread_fence(__ATOMIC_SEQ_CST);
	set = __atomic_load_n(&halted, __ATOMIC_SEQ_CST);
	if (!set)
		return;
	later = shift < 64 ? set >> shift << shift : 0;
	idx = (__lcpuidx)__builtin_ctzl(later ? later : set);
	if (idx != ukplat_lcpu_idx())
		ukplat_lcpu_wakeup(&idx, &one);
}

void uk_bkl_lock(void)
{
	struct uk_thread *t = uk_thread_current();

	UK_ASSERT(t && !t->has_bkl);
	if (!try_for_a_moment())
		halt_for_lock();
	t->has_bkl = true;
}

void uk_bkl_unlock(void)
{
	struct uk_thread *t = uk_thread_current();

	UK_ASSERT(t && t->has_bkl);
	t->has_bkl = false;
	uk_spin_unlock(&lock);
	wake_one();
}
