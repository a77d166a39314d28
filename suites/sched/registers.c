/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What belongs to each thread: extended registers, thread-local variables.
 */
#include <uk/plat/tls.h>
#include "suite.h"

static __thread int own = 41;
static __thread int own_zero;
static int bad;

static void fp_set(__u64 value)
{
#ifdef CONFIG_ARCH_X86_64
	__asm__ __volatile__("movq %0, %%xmm7" ::"r"(value));
#else
	__asm__ __volatile__(".arch_extension fp\n\tfmov d9, %0" ::"r"(value));
#endif
}

static __u64 fp_get(void)
{
	__u64 value;

#ifdef CONFIG_ARCH_X86_64
	__asm__ __volatile__("movq %%xmm7, %0" : "=r"(value));
#else
	__asm__ __volatile__(".arch_extension fp\n\tfmov %0, d9" : "=r"(value));
#endif
	return value;
}

static void keep_fp(void *value)
{
	if (fp_get() != 0)
		bad++;
	for (unsigned int i = 0; i < 5; i++) {
		fp_set((__u64)value + i);
		uk_sched_yield();
		if (fp_get() != (__u64)value + i)
			bad++;
	}
	uk_sched_thread_exit();
}

UK_TESTCASE(sched, vector_registers_belong_to_threads)
{
	bad = 0;
	fp_set(0x1234567812345678UL);
	UK_TEST_ASSERT(sched_thread(keep_fp, (void *)0x1000) &&
		       sched_thread(keep_fp, (void *)0x2000));
	sched_settle();
	UK_TEST_EXPECT_SNUM_EQ(fp_get(), 0x1234567812345678UL);
	UK_TEST_EXPECT_ZERO(bad);
}

static __attribute__((noipa)) int *own_address(void)
{
	return &own;
}

static void use_tls(void *value)
{
	if (*own_address() != 41 || own_zero != 0)
		bad++;
	for (unsigned int i = 0; i < 5; i++) {
		*own_address() = (int)(__uptr)value;
		uk_sched_yield();
		if (*own_address() != (int)(__uptr)value)
			bad++;
	}
	uk_sched_thread_exit();
}

UK_TESTCASE(sched, thread_local_variables_belong_to_threads)
{
	__uptr tlsp = ukplat_tlsp_get();

	bad = 0;
	UK_TEST_ASSERT(sched_thread(use_tls, (void *)5) &&
		       sched_thread(use_tls, (void *)6));
	sched_settle();
	UK_TEST_EXPECT_ZERO(bad);
	UK_TEST_EXPECT_PTR_EQ(ukplat_tlsp_get(), tlsp);
}

static void look_at_tlsp(void *out)
{
	*(__uptr *)out = ukplat_tlsp_get();
	uk_sched_thread_exit();
}

UK_TESTCASE(sched, thread_pointer_is_the_one_given)
{
	__uptr seen = 1;
	struct uk_thread *t = uk_thread_create_fn1(
		A, look_at_tlsp, &seen, A, 0, NULL, true, "tlsp", NULL, NULL);

	UK_TEST_ASSERT(t != NULL);
	UK_TEST_ASSERT(uk_sched_thread_add(S, t) == 0);
	sched_settle();
	UK_TEST_EXPECT_ZERO(seen);
}

static char other_area[64];

/* The second of two threads runs in between and has another one */
static void change_tlsp(void *area)
{
	ukplat_tlsp_set((__uptr)area);
	uk_sched_yield();
	bad += ukplat_tlsp_get() != (__uptr)area;
	ukplat_tlsp_set(0);
	uk_sched_thread_exit();
}

static struct uk_thread *without_tls(void *area)
{
	struct uk_thread *t = uk_thread_create_fn1(
		A, change_tlsp, area, A, 0, NULL, true, "tlsp", NULL, NULL);

	if (t && uk_sched_thread_add(S, t)) {
		uk_thread_release(t);
		return NULL;
	}
	return t;
}

UK_TESTCASE(sched, thread_pointer_that_a_thread_changed_stays_its_own)
{
	bad = 0;
	UK_TEST_ASSERT(without_tls(other_area) &&
		       without_tls(other_area + 16));
	sched_settle();
	UK_TEST_EXPECT_ZERO(bad);
}
