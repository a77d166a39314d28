/* SPDX-License-Identifier: BSD-3-Clause */
/* The timer of the boot CPU, and the clock that it goes by. */
#include <string.h>
#include <uk/plat/bootinfo.h>

#include "suite.h"

#define USEC(n) ukarch_time_usec_to_nsec(n)

/* Sets the timer. @return the time it was set to, or 0 */
static __nsec set_in(__nsec nsec)
{
	unsigned long flags = ukarch_irq_save();
	__nsec at = ukplat_monotonic_clock() + nsec;
	int rc = ukplat_timer_set(at);

	ukarch_irq_restore(flags);
	return rc ? 0 : at;
}

UK_TESTCASE(interrupts, timer_interrupts_once)
{
	__u64 before;

	IRQ_NEEDS_QUIET();
	before = ukplat_timer_count();
	UK_TEST_ASSERT(set_in(USEC(300)) > 0);
	UK_TEST_EXPECT(irq_timer_reaches(before + 1));
	irq_spin(USEC(600));
	UK_TEST_EXPECT_SNUM_EQ(ukplat_timer_count(), before + 1);
}

/* Nothing but the guest's own clock says what is early */
UK_TESTCASE(interrupts, timer_is_not_early)
{
	static const __nsec spans[] = {USEC(100), USEC(1000), USEC(4000)};
	unsigned int i;

	IRQ_NEEDS_QUIET();
	for (i = 0; i < ARRAY_SIZE(spans); i++) {
		__u64 before = ukplat_timer_count();
		__nsec at = set_in(spans[i]);
		__nsec slack = spans[i] * IRQ_EARLY_PERCENT / 100;

		UK_TEST_ASSERT(irq_timer_reaches(before + 1));
		UK_TEST_EXPECTF(ukplat_monotonic_clock() + slack >= at,
				"expected no interrupt before %lu ns but was",
				spans[i]);
	}
}

/* A busy host makes interrupts late, but not each time. The best of several tries
 * is what the timer does; most often one is enough
 */
#define TRIES 100
#define LATE_MAX USEC(4000)

static __nsec lateness(__nsec at, __u64 before)
{
	return irq_timer_reaches(before + 1) ? ukplat_monotonic_clock() - at
					     : UKARCH_NSEC_PER_SEC;
}

static __nsec best_lateness(__nsec span)
{
	__nsec best = UKARCH_NSEC_PER_SEC;
	unsigned int i;

	for (i = 0; i < TRIES && best >= LATE_MAX; i++) {
		__u64 before = ukplat_timer_count();

		best = MIN(best, lateness(set_in(span), before));
	}
	return best;
}

/* What is past when the timer is set is due, too */
UK_TESTCASE(interrupts, timer_is_not_always_late)
{
	static const __nsec spans[] = {0, USEC(50)};
	unsigned int i;

	IRQ_NEEDS_QUIET();
	for (i = 0; i < ARRAY_SIZE(spans); i++) {
		__nsec best = best_lateness(spans[i]);

		UK_TEST_EXPECTF(best < LATE_MAX, "expected an interrupt after "
				"%lu ns but was %lu ns late at best", spans[i],
				best);
	}
}

UK_TESTCASE(interrupts, timer_of_the_past_interrupts_at_once)
{
	__u64 before = ukplat_timer_count();
	unsigned long flags = ukarch_irq_save();

	UK_TEST_EXPECT_ZERO(ukplat_timer_set(ukplat_monotonic_clock() / 2));
	ukarch_irq_restore(flags);
	UK_TEST_EXPECT(irq_timer_reaches(before + 1));
}

/* A counter of 32 bits has come round before */
UK_TESTCASE(interrupts, timer_of_a_far_time_does_not_come_round)
{
	__u64 before;

	IRQ_NEEDS_QUIET();
	before = ukplat_timer_count();
	UK_TEST_ASSERT(set_in((1UL << 32) + USEC(50)) > 0);
	irq_spin(USEC(300));
	UK_TEST_EXPECT_SNUM_EQ(ukplat_timer_count(), before);
	set_in(USEC(10));
	UK_TEST_EXPECT(irq_timer_reaches(before + 1));
}

/* Sets an early time and then a late one. A host that stops the guest in between
 * for so long that the early one has come is given some more tries.
 * @return the late time, or 0; *before: interrupts until then
 */
static __nsec set_twice(__u64 *before)
{
	unsigned int tries;
	__nsec early, late;

	for (tries = 0; tries < 20; tries++) {
		*before = ukplat_timer_count();
		early = set_in(USEC(1000));
		late = set_in(USEC(4000));
		if (ukplat_monotonic_clock() < early)
			return late;
	}
	return 0;
}

UK_TESTCASE(interrupts, last_time_set_counts)
{
	__u64 before;
	__nsec at;

	IRQ_NEEDS_QUIET();
	before = ukplat_timer_count();
	set_in(ukarch_time_sec_to_nsec(3600));
	set_in(USEC(200));
	UK_TEST_ASSERT(irq_timer_reaches(before + 1));
	at = set_twice(&before);
	if (!at)
		UK_TEST_SKIP("the host never lets the guest run for 1 ms");
	UK_TEST_ASSERT(irq_timer_reaches(before + 1));
	UK_TEST_EXPECT(ukplat_monotonic_clock() + USEC(100) >= at);
}

/* One interrupt waits, however long it takes until it may come */
UK_TESTCASE(interrupts, timer_waits_while_interrupts_are_disabled)
{
	unsigned long flags;
	__u64 before;

	IRQ_NEEDS_QUIET();
	before = ukplat_timer_count();
	flags = ukarch_irq_save();
	ukplat_timer_set(ukplat_monotonic_clock() + USEC(50));
	irq_spin(USEC(400));
	UK_TEST_EXPECT_SNUM_EQ(ukplat_timer_count(), before);
	ukarch_irq_restore(flags);
	UK_TEST_EXPECT(irq_timer_reaches(before + 1));
	irq_spin(USEC(200));
	UK_TEST_EXPECT_SNUM_EQ(ukplat_timer_count(), before + 1);
}

#define REPEATS 100

/* An interrupt that is not ended keeps the next one away */
UK_TESTCASE(interrupts, timer_interrupts_again_and_again)
{
	__nsec start = ukplat_monotonic_clock();
	__u64 before = ukplat_timer_count();
	unsigned int i;

	for (i = 0; i < REPEATS; i++) {
		set_in(USEC(10));
		if (!irq_timer_reaches(before + i + 1))
			break;
	}
	UK_TEST_EXPECT_SNUM_EQ(i, REPEATS);
	if (!ukplat_timer_storm())
		UK_TEST_EXPECT(ukplat_monotonic_clock() - start >=
			       REPEATS * USEC(10) *
				       (100 - IRQ_EARLY_PERCENT) / 100);
}

UK_TESTCASE(interrupts, timer_ends_a_halt)
{
	__u64 before = ukplat_timer_count();
	unsigned long flags = ukarch_irq_save();
	unsigned int halts = 0;

	ukplat_timer_set(ukplat_monotonic_clock() + USEC(200));
	while (ukplat_timer_count() == before && halts++ < 100)
		ukplat_lcpu_halt_irq();
	UK_TEST_EXPECT(ukarch_irq_disabled());
	ukarch_irq_restore(flags);
	UK_TEST_EXPECT(ukplat_timer_count() > before);
}

UK_TESTCASE(interrupts, clock_never_steps_back_across_interrupts)
{
	__nsec start = ukplat_monotonic_clock();
	__nsec now = start;
	unsigned int steps_back = 0;
	__nsec next;

	while (now - start < USEC(2000)) {
		set_in(USEC(20));
		next = ukplat_monotonic_clock();
		steps_back += next < now;
		now = MAX(next, now);
	}
	UK_TEST_EXPECT_ZERO(steps_back);
}

/* Values that live in registers, mixed without end */
static __u64 mixed(unsigned int rounds)
{
	__u64 a = 1, b = 2, c = 3, d = 4, e = 5, f = 6, g = 7, h = 8;
	unsigned int i;

	for (i = 0; i < rounds; i++) {
		a += b ^ (c << 7), b += c ^ (d >> 3), c += d ^ (e << 5);
		d += e ^ (f >> 9), e += f ^ (g << 4), f += g ^ (h >> 2);
		g += h ^ (a << 6), h += a ^ (b >> 1);
	}
	return a ^ b ^ c ^ d ^ e ^ f ^ g ^ h;
}

#define MIX_ROUNDS 2000

UK_TESTCASE(interrupts, registers_survive_interrupts)
{
	unsigned long flags = ukarch_irq_save();
	__u64 expected = mixed(MIX_ROUNDS);
	__u64 before = ukplat_timer_count();
	struct uk_test_patience patience;
	unsigned int wrong = 0;
	unsigned int i;

	ukarch_irq_restore(flags);
	uk_test_patience_begin(&patience, irq_patience());
	for (i = 1; i <= 20; i++) {
		set_in(USEC(5) + i * 300);
		do
			wrong += mixed(MIX_ROUNDS) != expected;
		while (ukplat_timer_count() < before + i &&
		       uk_test_may_wait(&patience));
	}
	UK_TEST_EXPECT_ZERO(wrong);
	UK_TEST_EXPECT(ukplat_timer_count() >= before + 20);
}

/* Without any other reason to be interrupted */
UK_TESTCASE(interrupts, storm_blows)
{
	__u64 before = ukplat_timer_count();

	if (!strstr(ukplat_bootinfo_get()->cmdline, "irq.storm"))
		UK_TEST_SKIP("no timer storm: see irq.storm");
	UK_TEST_EXPECT(ukplat_timer_storm());
	UK_TEST_EXPECT(irq_timer_reaches(before + 50));
}
