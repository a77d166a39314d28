/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A fault that comes to light in another case: a CPU writes to freed memory while the first case runs, and has done what it was asked to
 * only while the third one does.
 */
#include <uk/alloc.h>
#include <uk/arch/limits.h>
#include <uk/asm/lcpu.h>
#include <uk/plat/lcpu.h>
#include <uk/test.h>

#define TIMEOUT_NSEC 10000000000UL

static char *stale;
static int is_written, may_end;

static void work(struct __regs *regs __unused, void *unused __unused)
{
	*(volatile char *)stale = 0;
	__atomic_store_n(&is_written, 1, __ATOMIC_RELEASE);
	while (!__atomic_load_n(&may_end, __ATOMIC_ACQUIRE))
		ukarch_cpu_relax();
}

UK_TESTCASE(late, writes_to_freed_memory)
{
	static char stack[__STACK_SIZE] __align(16);
	const struct ukplat_lcpu_func fn = {.fn = work};
	void *sp = stack + sizeof(stack);
	__lcpuidx cpu = 1;
	unsigned int one = 1;

	stale = uk_malloc(uk_alloc_get_default(), 64);
	uk_free(uk_alloc_get_default(), stale);
	UK_TEST_EXPECT_ZERO(ukplat_lcpu_start(&cpu, &one, &sp, NULL, 0));
	UK_TEST_EXPECT_ZERO(ukplat_lcpu_wait(NULL, NULL, TIMEOUT_NSEC));
	one = 1;
	UK_TEST_EXPECT_ZERO(ukplat_lcpu_run(&cpu, &one, &fn, 0));
	while (!__atomic_load_n(&is_written, __ATOMIC_ACQUIRE))
		ukarch_cpu_relax();
}

UK_TESTCASE(late, passes)
{
	UK_TEST_EXPECT(stale != NULL);
}

UK_TESTCASE(late, is_blamed)
{
	__atomic_store_n(&may_end, 1, __ATOMIC_RELEASE);
	UK_TEST_EXPECT_ZERO(ukplat_lcpu_wait(NULL, NULL, TIMEOUT_NSEC));
}

uk_testsuite_register(late, NULL);
