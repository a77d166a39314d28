/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The FPU is on at every CPU, and a trap changes none of its registers.
 */
#include <string.h>
#include <uk/asm/trap.h>
#include <uk/event.h>
#include <uk/plat/common/lcpu.h>
#include <uk/test_cpus.h>
#include <uk/print.h>
#include "suite.h"

#define THIRD_NEAREST 0x3fd5555555555555UL
#define TIMEOUT ukarch_time_msec_to_nsec(1500)

static __u64 in[CONTEXT_VECTORS_MAX][2], out[CONTEXT_VECTORS_MAX][2];
static unsigned int traps;

static void fill(void)
{
	memset(in, 0x3c, sizeof(in));
	in[0][0] = 0xfedcba9876543210UL;
	context_vectors_load(in);
}

static int on_trap(void *data)
{
	const struct ukarch_trap_ctx *ctx = data;

	if (ukarch_regs_pc(ctx->regs) != (__uptr)context_op_trap)
		return UK_EVENT_NOT_HANDLED;
	traps++;
	uk_pr_debug("trap %u\n", traps);
	ukarch_regs_set_pc(ctx->regs, (__uptr)context_op_trap_next);
	return UK_EVENT_HANDLED;
}

UK_EVENT_HANDLER_PRIO(UKARCH_TRAP_INVALID_OP, on_trap, 3);

UK_TESTCASE(context, vector_registers_survive_a_trap)
{
	unsigned int count;

	fill();
	traps = 0;
	context_op_trap();
	count = context_vectors_store(out);
	UK_TEST_EXPECT_SNUM_EQ(traps, 1);
	UK_TEST_EXPECT_BYTES_EQ(out, in, count * 16);
}

UK_TESTCASE(context, vector_registers_survive_printing)
{
	unsigned int count;

	fill();
	uk_pr_info("%s %d %lx %c\n", "text", -1, 2UL, 'c');
	count = context_vectors_store(out);
	UK_TEST_EXPECT_BYTES_EQ(out, in, count * 16);
}

UK_TESTCASE(context, division_is_exact_to_the_last_bit)
{
	UK_TEST_EXPECT_SNUM_EQ(context_third(), THIRD_NEAREST);
}

static void divide(struct __regs *regs __unused, void *result)
{
	__u64 third = context_third();

	__atomic_store_n((__u64 *)result, third, __ATOMIC_RELEASE);
}

static int run_on(__lcpuidx idx, ukplat_lcpu_func_t fn, void *arg)
{
	const struct ukplat_lcpu_func request = {.fn = fn, .user = arg};
	unsigned int one = 1;

	return ukplat_lcpu_run(&idx, &one, &request, 0);
}

/* @return index of a CPU that others left running or that starts now, or 0 */
static __lcpuidx other_cpu(__lcpuidx idx)
{
	return idx < ukplat_lcpu_count() && uk_test_cpu(idx) ? idx : 0;
}

UK_TESTCASE(context, every_cpu_can_divide)
{
	__u64 result;
	unsigned int one, done = 0;

	for (__lcpuidx i = 1; i < ukplat_lcpu_count(); i++) {
		__lcpuidx idx = other_cpu(i);

		if (!idx)
			continue;
		result = 0;
		one = 1;
		UK_TEST_EXPECT_ZERO(run_on(idx, divide, &result));
		UK_TEST_ASSERT(uk_test_wait(&idx, &one, TIMEOUT) == 0);
		UK_TEST_EXPECT_SNUM_EQ(result, THIRD_NEAREST);
		done++;
	}
	if (!done)
		UK_TEST_SKIP("needs 2 CPUs");
}
