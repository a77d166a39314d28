/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The end of the machine, looked back at from its very last destructor: which
 * constructors had run when it was asked for depends on the moment, so the cases
 * hold for any.
 */
#include <errno.h>
#include <string.h>
#include <uk/asm/lcpu.h>
#include <uk/boot.h>
#include <uk/plat/button.h>
#include <uk/plat/time.h>
#include <uk/plat/timer.h>
#include <uk/test.h>
#include <uk/test_cpus.h>

#include "steps.h"

/* Constructors run in order, so those that did are the first ones */
UK_TESTCASE(shutdown, constructors_ran_in_order_up_to_the_request)
{
	char expected[sizeof(STEPS)];
	const char *letter;
	__sz count = 0;

	for (letter = STEPS; *letter; letter++)
		if (*letter != STEP_WITHOUT_CONSTRUCTOR)
			expected[count++] = *letter;
	count = MIN(strlen(steps_built), count);
	expected[count] = '\0';
	UK_TEST_EXPECTF(!strcmp(steps_built, expected),
			"expected constructors %s but was %s", expected,
			steps_built);
}

/* One may have been about to run */
UK_TESTCASE(shutdown, constructors_stopped_at_the_request)
{
	unsigned int late = 0;
	__sz i;

	for (i = 0; i < strlen(steps_built); i++)
		late += !!steps_of_build[i].is_after_request;
	UK_TEST_EXPECTF(late <= 1, "expected 1 constructor at most after the "
			"request but was %u of %s", late, steps_built);
}

UK_TESTCASE(shutdown, constructor_that_asked_for_the_end_was_the_last)
{
	__sz count = strlen(steps_built);

	if (!steps_asking())
		UK_TEST_SKIP("no constructor asked for it: see shutdown.ask");
	UK_TEST_ASSERT(count > 0);
	UK_TEST_EXPECT_SNUM_EQ(steps_built[count - 1], steps_asking());
}

/* An entry without a constructor counts as run when the table came that far: for
 * sure if the next one ran, and not if the one before did not
 */
static __bool is_due(char letter)
{
	if (letter == STEP_WITHOUT_DESTRUCTOR)
		return 0;
	if (letter != STEP_WITHOUT_CONSTRUCTOR)
		return !!strchr(steps_built, letter);
	return strchr(steps_built, letter + 1) ||
	       (strchr(steps_built, letter - 1) &&
		strchr(steps_undone, letter));
}

UK_TESTCASE(shutdown, destructors_ran_once_each_in_reverse_order)
{
	char expected[sizeof(STEPS)];
	__sz count = 0;
	__sz i;

	for (i = strlen(STEPS); i-- > 0;)
		if (is_due(STEPS[i]))
			expected[count++] = STEPS[i];
	expected[count] = '\0';
	UK_TEST_EXPECTF(!strcmp(steps_undone, expected),
			"expected destructors %s after constructors %s but "
			"was %s", expected, steps_built, steps_undone);
}

UK_TESTCASE(shutdown, nothing_after_a_constructor_that_failed_ran)
{
	if (!steps_failing())
		UK_TEST_SKIP("no constructor failed: see shutdown.fail");
	UK_TEST_EXPECT_NULL(strchr(steps_built, steps_failing()));
	UK_TEST_EXPECT_NULL(strchr(steps_undone, steps_failing()));
}

UK_TESTCASE(shutdown, destructors_ran_in_the_thread_of_the_constructors)
{
	__sz i;

	if (!steps_built[0])
		UK_TEST_SKIP("the end was asked for before");
	for (i = 0; i < strlen(steps_undone); i++)
		UK_TEST_EXPECT_PTR_EQ(steps_of_undoing[i].thread,
				      steps_of_build[0].thread);
	UK_TEST_EXPECT_NOT_NULL(steps_of_build[0].thread);
}

UK_TESTCASE(shutdown, destructors_ran_on_the_boot_cpu_with_interrupts)
{
	__sz i;

	for (i = 0; i < strlen(steps_undone); i++) {
		UK_TEST_EXPECT_ZERO(steps_of_undoing[i].cpu);
		UK_TEST_EXPECT_ZERO(steps_of_undoing[i].irqs_disabled);
	}
}

/* Whatever interrupted before, a press of the button at last, was ended */
UK_TESTCASE(shutdown, interrupts_still_arrive)
{
	__u64 before = ukplat_timer_count();
	struct uk_test_patience patience;
	unsigned long flags = ukarch_irq_save();
	int rc = ukplat_timer_set(ukplat_monotonic_clock());

	ukarch_irq_restore(flags);
	UK_TEST_EXPECT_ZERO(rc);
	uk_test_patience_begin(&patience, ukarch_time_msec_to_nsec(300));
	while (ukplat_timer_count() == before && uk_test_may_wait(&patience))
		;
	UK_TEST_EXPECT(ukplat_timer_count() > before);
}

UK_TESTCASE(shutdown, destructors_were_told_how_the_machine_ends)
{
	enum ukplat_gstate target = steps_failing() ? UKPLAT_CRASH
						    : UKPLAT_HALT;
	__sz i;

	for (i = 0; i < strlen(steps_undone); i++)
		UK_TEST_EXPECT_SNUM_EQ(steps_of_undoing[i].target, target);
}

UK_TESTCASE(shutdown, destructors_had_threads_and_memory)
{
	if (!strchr(steps_built, 'g'))
		UK_TEST_SKIP("the end was asked for before");
	UK_TEST_EXPECT(steps_probe.memory_was_there);
	UK_TEST_EXPECT(steps_probe.thread_ran);
}

UK_TESTCASE(shutdown, second_request_was_told_so)
{
	if (!strchr(steps_built, 'i'))
		UK_TEST_SKIP("the end was asked for before");
	UK_TEST_EXPECT_SNUM_EQ(steps_probe.same_target, 1);
	UK_TEST_EXPECT_SNUM_EQ(steps_probe.bad_target, -EINVAL);
	UK_TEST_EXPECT(steps_probe.is_shutting_down);
}

UK_TESTCASE(shutdown, power_button_was_found)
{
	if (!ukplat_power_button())
		UK_TEST_SKIP("the machine has no power button");
	UK_TEST_EXPECT(strlen(ukplat_power_button()) > 0);
	/* Whoever pressed it: it was heard */
	UK_TEST_EXPECT(!ukplat_power_button_presses() ||
		       uk_boot_is_shutting_down());
	/* and its line became quiet */
	UK_TEST_EXPECT_SNUM_LT(ukplat_power_button_presses(), 10);
}

uk_testsuite_end(shutdown, NULL);
