/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Handlers have stacks of their own (interrupt stack table on x86_64, SP_EL1 on
 * arm64): of each CPU, apart from what they interrupt, also where they nest.
 */
#include <string.h>
#include <uk/essentials.h>
#include <uk/test_cpus.h>

#include "handler.h"
#include "ops.h"

/* Two handlers below the first: as many as fit on both architectures */
#define NESTED 3

UK_TESTCASE(stacks, trap_leaves_the_stack_of_what_it_interrupts)
{
	struct sighting *s = sighting();

	memset(s, 0, sizeof(*s));
	stacks_op_red_zone(NULL);
	UK_TEST_EXPECT_SNUM_EQ(s->traps, 1);
	UK_TEST_EXPECT(!is_apart(s->interrupted[0], ukarch_read_sp()));
	UK_TEST_EXPECT(is_apart(s->handler[0], ukarch_read_sp()));
}

UK_TESTCASE(stacks, every_trap_begins_at_the_same_place)
{
	struct sighting *s = sighting();
	__uptr first;
	unsigned int i, moved = 0;

	memset(s, 0, sizeof(*s));
	stacks_op_red_zone(NULL);
	first = s->handler[0];
	for (i = 0; i < 20; i++) {
		s->traps = 0;
		stacks_op_red_zone(NULL);
		moved += s->handler[0] != first;
	}
	UK_TEST_EXPECT_ZERO(moved);
}

/* What a nested handler interrupts is the handler before it, untouched */
UK_TESTCASE(stacks, nested_traps_keep_what_they_interrupt)
{
	struct sighting *s = sighting();
	unsigned int i;

	memset(s, 0, sizeof(*s));
	s->levels = NESTED;
	UK_TEST_EXPECT_ZERO(stacks_op_red_zone(NULL));
	UK_TEST_EXPECT_SNUM_EQ(s->traps, NESTED);
	for (i = 1; i < NESTED; i++) {
		UK_TEST_EXPECT(!is_apart(s->interrupted[i], s->handler[i - 1]));
		UK_TEST_EXPECT(s->handler[i] < s->interrupted[i] - RED_ZONE);
	}
}

static void trap_here(struct __regs *regs __unused, void *arg __unused)
{
	memset(sighting(), 0, sizeof(struct sighting));
	stacks_op_red_zone(NULL);
}

/* @return pairs of CPUs whose handlers share a stack */
static unsigned int shared_stacks(void)
{
	unsigned int i, k, shared = 0;

	for (i = 0; i < ukplat_lcpu_count(); i++)
		for (k = 0; k < i; k++)
			shared += sightings[i].traps && sightings[k].traps &&
				  !is_apart(sightings[i].handler[0],
					    sightings[k].handler[0]);
	return shared;
}

UK_TESTCASE(stacks, every_cpu_has_its_own)
{
	unsigned int cpus = uk_test_cpus(), i, trapped = 0;

	if (cpus < 2)
		UK_TEST_SKIP("needs 2 CPUs");
	memset(sightings, 0, sizeof(sightings));
	UK_TEST_EXPECT_ZERO(uk_test_on_all_cpus(trap_here, NULL));
	for (i = 0; i < ukplat_lcpu_count(); i++)
		trapped += sightings[i].traps;
	UK_TEST_EXPECT_SNUM_EQ(trapped, cpus);
	UK_TEST_EXPECT_ZERO(shared_stacks());
}
