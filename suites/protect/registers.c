/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Each CPU is set up by itself, and what it forgot may show only where memory has
 * real caches: so the registers are looked at, too.
 */
#include <string.h>
#include <uk/test.h>
#include <uk/test_cpus.h>

#include "registers.h"

#define CPUS_MAX CONFIG_UKPLAT_LCPU_MAXCOUNT
#define REGISTERS_MAX 12

static __u64 values[CPUS_MAX][REGISTERS_MAX];
static unsigned int asked[CPUS_MAX];

static void read_here(struct __regs *regs __unused, void *arg __unused)
{
	__lcpuidx self = ukplat_lcpu_idx();
	unsigned int i;

	for (i = 0; control_registers[i].name; i++)
		values[self][i] = control_registers[i].read();
	asked[self] = 1;
}

UK_TESTCASE(protect, control_registers_are_set_up)
{
	const struct control_register *r = control_registers;

	for (; r->name; r++) {
		__u64 value = r->read();

		UK_TEST_EXPECTF((value & r->set) == r->set &&
					!(value & r->clear),
				"%s 0x%lx: expected 0x%lx set, 0x%lx clear",
				r->name, value, r->set, r->clear);
	}
}

UK_TESTCASE(protect, every_cpu_has_the_same_control_registers)
{
	unsigned int cpus = uk_test_cpus(), count = 0, i, k;

	if (cpus < 2)
		UK_TEST_SKIP("needs 2 CPUs");
	memset(asked, 0, sizeof(asked));
	UK_TEST_EXPECT_ZERO(uk_test_on_all_cpus(read_here, NULL));
	for (i = 0; i < ukplat_lcpu_count(); i++) {
		count += asked[i];
		for (k = 0; asked[i] && control_registers[k].name; k++)
			UK_TEST_EXPECTF(values[i][k] == values[0][k],
					"CPU %u: %s 0x%lx, CPU 0: 0x%lx", i,
					control_registers[k].name, values[i][k],
					values[0][k]);
	}
	UK_TEST_EXPECT_SNUM_EQ(count, cpus);
}
