/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Data of each CPU, atomic operations and spin locks under contention. Sums are
 * exact, so one lost update is seen.
 */
#include <errno.h>
#include <stdlib.h>
#include <uk/spinlock.h>

#include "smp.h"

#define ROUNDS 5000

/* All CPUs, the boot CPU too, run `fn`. @return 0 if all came back */
static int run_everywhere(ukplat_lcpu_func_t fn)
{
	int rc = smp_run_all(fn, NULL);

	fn(NULL, NULL);
	return rc ? rc : smp_wait_all();
}

struct own {
	unsigned long count;
	unsigned int foreign; /* times the index was another one */
};

static UKPLAT_PER_LCPU_DEFINE(struct own, own);

static void count_own(struct __regs *regs, void *arg)
{
	__lcpuidx idx = ukplat_lcpu_idx();
	unsigned int i;

	for (i = 0; i < ROUNDS; i++) {
		struct own *mine = &ukplat_per_lcpu_current(own);

		UK_WRITE_ONCE(mine->count, UK_READ_ONCE(mine->count) + 1);
		mine->foreign += ukplat_lcpu_idx() != idx
				 || mine != &ukplat_per_lcpu(own, idx);
	}
}

UK_TESTCASE(smp, per_cpu_data_is_own)
{
	__lcpuidx i;

	SMP_NEED(1);
	for (i = 0; i < ukplat_lcpu_count(); i++)
		own[i] = (struct own){0};
	UK_TEST_ASSERT(!run_everywhere(count_own));
	for (i = 0; i < ukplat_lcpu_count(); i++)
		UK_TEST_EXPECTF(
			(own[i].count == ROUNDS
			 || lcpu_state(lcpu_get(i)) == LCPU_STATE_HALTED)
				&& !own[i].foreign,
			"CPU %u counted %lu of its own, %u of others", i,
			own[i].count, own[i].foreign);
}

/* errno of each CPU when it came back, after all others had set theirs */
static UKPLAT_PER_LCPU_DEFINE(int, errno_seen);

static void set_errno(struct __regs *regs, void *arg)
{
	errno = (int)ukplat_lcpu_idx() + 100;
}

static void overflow(struct __regs *regs, void *arg)
{
	(void)strtol("99999999999999999999", NULL, 10);
}

static void see_errno(struct __regs *regs, void *arg)
{
	ukplat_per_lcpu_current(errno_seen) = errno;
	errno = 0;
}

UK_TESTCASE(smp, errno_is_own)
{
	__lcpuidx idx[SMP_MAX];
	unsigned int i, count = smp_others(idx);

	SMP_NEED(2);
	UK_TEST_ASSERT(!run_everywhere(set_errno));
	UK_TEST_ASSERT(!smp_run(idx[0], overflow, NULL) && !smp_wait(idx[0]));
	UK_TEST_ASSERT(!run_everywhere(see_errno));
	UK_TEST_EXPECT_SNUM_EQ(errno_seen[0], 100);
	UK_TEST_EXPECT_SNUM_EQ(errno_seen[idx[0]], ERANGE);
	for (i = 1; i < count; i++)
		UK_TEST_EXPECTF(errno_seen[idx[i]] == (int)idx[i] + 100,
				"CPU %u has its errno and not %d", idx[i],
				errno_seen[idx[i]]);
}

static unsigned long total;

static void add(struct __regs *regs, void *arg)
{
	unsigned int i;

	for (i = 0; i < ROUNDS; i++)
		__atomic_fetch_add(&total, 1, __ATOMIC_RELAXED);
}

UK_TESTCASE(smp, atomic_add_loses_nothing)
{
	SMP_NEED(1);
	total = 0;
	UK_TEST_ASSERT(!run_everywhere(add));
	UK_TEST_EXPECT_SNUM_EQ(total, (unsigned long)ROUNDS * smp_cpus());
}

static void compare_and_swap(struct __regs *regs, void *arg)
{
	unsigned long old;
	unsigned int i;

	for (i = 0; i < ROUNDS; i++) {
		old = __atomic_load_n(&total, __ATOMIC_RELAXED);
		while (!__atomic_compare_exchange_n(&total, &old, old + 3, 1,
						    __ATOMIC_RELAXED,
						    __ATOMIC_RELAXED))
			;
	}
}

UK_TESTCASE(smp, atomic_compare_exchange_loses_nothing)
{
	SMP_NEED(1);
	total = 0;
	UK_TEST_ASSERT(!run_everywhere(compare_and_swap));
	UK_TEST_EXPECT_SNUM_EQ(total, 3UL * ROUNDS * smp_cpus());
}

/* A token goes from hand to hand by exchange: it is never two, never lost */
static unsigned int token;
static unsigned long taken;

static void exchange(struct __regs *regs, void *arg)
{
	unsigned int i;

	for (i = 0; i < ROUNDS; i++) {
		if (!__atomic_exchange_n(&token, 0, __ATOMIC_ACQUIRE))
			continue;
		taken++;
		__atomic_exchange_n(&token, 1, __ATOMIC_RELEASE);
		__atomic_fetch_add(&total, 1, __ATOMIC_RELAXED);
	}
}

UK_TESTCASE(smp, atomic_exchange_is_exclusive)
{
	SMP_NEED(1);
	total = taken = 0;
	token = 1;
	UK_TEST_ASSERT(!run_everywhere(exchange));
	UK_TEST_EXPECT_SNUM_EQ(token, 1);
	UK_TEST_EXPECT_SNUM_EQ(taken, total);
	UK_TEST_EXPECT_SNUM_GT(taken, 0);
}

/* One word each for both halves of a pair that only the lock keeps together */
static struct uk_spinlock lock = UK_SPINLOCK_INITIALIZER();
static unsigned long left, right;
static unsigned int torn;

static void change_pair(struct __regs *regs, void *arg)
{
	unsigned int i;

	for (i = 0; i < ROUNDS / 4; i++) {
		uk_spin_lock(&lock);
		torn += UK_READ_ONCE(left) != UK_READ_ONCE(right);
		UK_WRITE_ONCE(left, UK_READ_ONCE(left) + 1);
		UK_WRITE_ONCE(right, UK_READ_ONCE(right) + 1);
		uk_spin_unlock(&lock);
	}
}

UK_TESTCASE(smp, spinlock_excludes)
{
	SMP_NEED(1);
	left = right = torn = 0;
	UK_TEST_ASSERT(!run_everywhere(change_pair));
	UK_TEST_EXPECT_SNUM_EQ(torn, 0);
	UK_TEST_EXPECT_SNUM_EQ(left, (unsigned long)ROUNDS / 4 * smp_cpus());
	UK_TEST_EXPECT_SNUM_EQ(right, left);
}

static void try_pair(struct __regs *regs, void *arg)
{
	unsigned int i;

	for (i = 0; i < ROUNDS; i++) {
		if (!uk_spin_trylock(&lock))
			continue;
		torn += UK_READ_ONCE(left) != UK_READ_ONCE(right);
		UK_WRITE_ONCE(left, UK_READ_ONCE(left) + 1);
		UK_WRITE_ONCE(right, UK_READ_ONCE(right) + 1);
		uk_spin_unlock(&lock);
		__atomic_fetch_add(&total, 1, __ATOMIC_RELAXED);
	}
}

UK_TESTCASE(smp, spinlock_trylock_excludes)
{
	SMP_NEED(1);
	left = right = torn = 0;
	total = 0;
	UK_TEST_ASSERT(!run_everywhere(try_pair));
	UK_TEST_EXPECT_SNUM_EQ(torn, 0);
	UK_TEST_EXPECT_SNUM_EQ(left, total);
	UK_TEST_EXPECT_SNUM_GT(total, 0);
}

UK_TESTCASE(smp, spinlock_states)
{
	struct uk_spinlock l;
	unsigned long flags;

	uk_spin_init(&l);
	UK_TEST_EXPECT_SNUM_EQ(uk_spin_trylock(&l), 1);
	UK_TEST_EXPECT_SNUM_EQ(uk_spin_trylock(&l), 0);
	uk_spin_unlock(&l);
	uk_spin_lock(&l);
	UK_TEST_EXPECT_SNUM_EQ(uk_spin_trylock(&l), 0);
	uk_spin_unlock(&l);

	uk_spin_lock_irqsave(&l, flags);
	UK_TEST_EXPECT(ukarch_irq_disabled());
	uk_spin_unlock_irqrestore(&l, flags);
	UK_TEST_EXPECT(!ukarch_irq_disabled());

	ukarch_irq_disable();
	uk_spin_lock_irqsave(&l, flags);
	uk_spin_unlock_irqrestore(&l, flags);
	UK_TEST_EXPECT(ukarch_irq_disabled());
	ukarch_irq_enable();
}
