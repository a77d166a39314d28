/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Expected faults: <uk/test_fault.h>. Page 0 is never mapped.
 */
#include <uk/asm/lcpu.h>
#include <uk/test_fault.h>

#include "record.h"

/* Hidden from the compiler, which knows better than to load from there */
static volatile char *volatile nowhere = (volatile char *)8;

UK_TESTCASE(uktest, expected_fault_is_recovered_from)
{
	struct uk_test_fault fault;

	for (unsigned int i = 0; i < 3; i++) {
		UK_TEST_EXPECT_FAULT(UK_TEST_FAULT_PAGE, 8, (void)*nowhere);
		UK_TEST_EXPECT_FAULT(UK_TEST_FAULT_PAGE, 9, nowhere[1] = 1);
	}
	UK_TEST_TRY(&fault, nowhere[2] = 1);
	UK_TEST_EXPECT_SNUM_EQ(fault.kind, UK_TEST_FAULT_PAGE);
	UK_TEST_EXPECT_SNUM_EQ(fault.address, 10);
	UK_TEST_EXPECT(fault.is_write);
	UK_TEST_EXPECT(!fault.is_late);
}

UK_TESTCASE(uktest, statement_without_fault_runs_to_its_end)
{
	volatile int steps = 0;

	UK_TEST_EXPECT_NO_FAULT(steps++; steps++);
	UK_TEST_EXPECT_SNUM_EQ(steps, 2);
}

/* Page 0 is unmapped at each of its bytes */
static void faults_elsewhere(struct uk_testcase *esac)
{
	UK_TEST_EXPECT_FAULT(UK_TEST_FAULT_PAGE, 9, (void)*nowhere);
	UK_TEST_EXPECT_FAULT(UK_TEST_FAULT_BUS, 8, (void)*nowhere);
	UK_TEST_EXPECT_NO_FAULT((void)*nowhere);
	UK_TEST_EXPECT_FAULT(UK_TEST_FAULT_PAGE, 8, (void)0);
}

UK_TESTCASE(uktest, fault_that_was_not_promised_is_a_failure)
{
	record_case(faults_elsewhere);
	UK_TEST_EXPECT(recorded_only(4, 0));
}

UK_TESTCASE(uktest, fault_ends_the_statement)
{
	struct uk_test_fault fault;
	volatile int steps = 0;

	UK_TEST_TRY(&fault, steps++; (void)*nowhere; steps++);
	UK_TEST_EXPECT_SNUM_EQ(steps, 1);
	UK_TEST_EXPECT_SNUM_EQ(fault.kind, UK_TEST_FAULT_PAGE);
}

UK_TESTCASE(uktest, attempts_nest)
{
	struct uk_test_fault outer, inner;
	volatile int steps = 0;

	UK_TEST_TRY(&outer, UK_TEST_TRY(&inner, (void)*nowhere); steps++;
		    nowhere[1] = 0; steps++);
	UK_TEST_EXPECT_SNUM_EQ(inner.kind, UK_TEST_FAULT_PAGE);
	UK_TEST_EXPECT_SNUM_EQ(inner.address, 8);
	UK_TEST_EXPECT_SNUM_EQ(outer.address, 9);
	UK_TEST_EXPECT_SNUM_EQ(steps, 1);
}

UK_TESTCASE(uktest, interrupts_are_as_before_the_fault)
{
	struct uk_test_fault fault;
	int before = ukarch_irq_disabled();

	UK_TEST_TRY(&fault, ukarch_irq_disable(); (void)*nowhere);
	UK_TEST_EXPECT_SNUM_EQ(fault.kind, UK_TEST_FAULT_PAGE);
	UK_TEST_EXPECT_SNUM_EQ(ukarch_irq_disabled(), before);
}
