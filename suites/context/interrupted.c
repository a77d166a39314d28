/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What comes in between leaves the extended registers of a CPU alone: a request, the
 * timer, and a shootdown, which on some machines is no interrupt that can be masked.
 */
#include <string.h>
#include <uk/plat/common/lcpu.h>
#include <uk/plat/paging.h>
#include <uk/plat/time.h>
#include <uk/plat/timer.h>
#include <uk/test_cpus.h>
#include "suite.h"

#define PATIENCE ukarch_time_msec_to_nsec(1500)
#define NOT_NEAREST 1

static __u64 in[CONTEXT_VECTORS_MAX][2], out[CONTEXT_VECTORS_MAX][2];
static unsigned int count, mode;
static unsigned int interrupts, held, flushed;

static void fill(void)
{
	memset(in, 0x5a, sizeof(in));
	memset(out, 0, sizeof(out));
	in[1][1] = 0x0123456789abcdefUL;
	context_rounding_set(NOT_NEAREST);
	context_vectors_load(in);
}

static void look(void)
{
	count = context_vectors_store(out);
	mode = context_rounding_get();
	context_rounding_set(0);
}

static void expect_kept(struct uk_testcase *esac)
{
	UK_TEST_EXPECT_BYTES_EQ(out, in, count * 16);
	UK_TEST_EXPECT_SNUM_EQ(mode, NOT_NEAREST);
}

/* @return whether `*flag` was set in time */
static bool is_set(const unsigned int *flag)
{
	struct uk_test_patience patience;

	uk_test_patience_begin(&patience, PATIENCE);
	while (!__atomic_load_n(flag, __ATOMIC_ACQUIRE))
		if (!uk_test_may_wait(&patience))
			return false;
	return true;
}

static void interrupt(struct __regs *regs __unused, void *arg __unused)
{
	__atomic_add_fetch(&interrupts, 1, __ATOMIC_RELEASE);
}

UK_TESTCASE(context, vector_registers_survive_an_interrupt)
{
	const struct ukplat_lcpu_func request = {.fn = interrupt};
	bool came;
	int rc;

	interrupts = 0;
	fill();
	rc = lcpu_queue_push(lcpu_get_current(), &request);
	came = !rc && is_set(&interrupts);
	look();
	UK_TEST_EXPECT_ZERO(rc);
	UK_TEST_EXPECT(came);
	expect_kept(esac);
}

/* @return whether the timer interrupted in time */
static bool timer_comes(void)
{
	__u64 before = ukplat_timer_count();
	struct uk_test_patience patience;
	unsigned long flags = ukarch_irq_save();
	int rc = ukplat_timer_set(ukplat_monotonic_clock());

	ukarch_irq_restore(flags);
	uk_test_patience_begin(&patience, PATIENCE);
	while (!rc && ukplat_timer_count() == before)
		if (!uk_test_may_wait(&patience))
			return false;
	return !rc;
}

UK_TESTCASE(context, vector_registers_survive_the_timer)
{
	bool came;

	fill();
	came = timer_comes();
	look();
	UK_TEST_EXPECT(came);
	expect_kept(esac);
}

static void hold(struct __regs *regs __unused, void *arg __unused)
{
	fill();
	__atomic_store_n(&held, 1, __ATOMIC_RELEASE);
	is_set(&flushed);
	look();
}

UK_TESTCASE(context, vector_registers_survive_a_shootdown)
{
	const struct ukplat_lcpu_func request = {.fn = hold};
	__lcpuidx idx = 1;
	unsigned int one = 1;
	bool is_held;

	if (ukplat_lcpu_count() < 2 || !uk_test_cpu(idx))
		UK_TEST_SKIP("needs 2 CPUs");
	held = flushed = 0;
	UK_TEST_ASSERT(ukplat_lcpu_run(&idx, &one, &request, 0) == 0);
	is_held = is_set(&held);
	ukplat_tlb_flush_range(PAGE_ALIGN_DOWN((__vaddr_t)in), 1);
	__atomic_store_n(&flushed, 1, __ATOMIC_RELEASE);
	UK_TEST_ASSERT(uk_test_wait(&idx, &one, PATIENCE) == 0);
	UK_TEST_EXPECT(is_held);
	expect_kept(esac);
}
