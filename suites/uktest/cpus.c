/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A case that runs on several CPUs: each may make expectations.
 */
#include <uk/test_cpus.h>

#include "record.h"

#define EXPECTATIONS 100

static volatile long zero;
static unsigned int cpus;

static void expect_often(struct __regs *regs __unused, void *arg)
{
	struct uk_testcase *esac = arg;
	unsigned int i;

	for (i = 0; i < EXPECTATIONS; i++)
		UK_TEST_EXPECT_ZERO(zero);
}

static void expects_on_all_cpus(struct uk_testcase *esac)
{
	cpus = uk_test_cpus();
	uk_test_on_all_cpus(expect_often, esac);
}

UK_TESTCASE(uktest, expectations_of_all_cpus_count)
{
	record_case(expects_on_all_cpus);
	if (cpus < 2)
		UK_TEST_SKIP("needs 2 CPUs");
	UK_TEST_EXPECT_SNUM_EQ(record.result[0].passed, cpus * EXPECTATIONS);
	UK_TEST_EXPECT_ZERO(record.result[0].failed);
}
