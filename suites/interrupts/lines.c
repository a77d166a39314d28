/* SPDX-License-Identifier: BSD-3-Clause */
/* Lines of devices: what cannot be had is refused. */
#include <errno.h>
#include <uk/plat/button.h>
#include <uk/plat/irq.h>

#include "suite.h"

static int nobody(void *arg __unused)
{
	return 0;
}

UK_TESTCASE(interrupts, line_that_does_not_exist_is_refused)
{
	int rc = ukplat_irq_register(5000, UKPLAT_IRQ_LEVEL, nobody, NULL);

	UK_TEST_EXPECT(rc == -EINVAL || rc == -ENODEV);
	/* A machine whose button interrupts has a controller for it */
	if (ukplat_power_button())
		UK_TEST_EXPECT_SNUM_EQ(rc, -EINVAL);
}

UK_TESTCASE(interrupts, line_that_is_refused_takes_no_room)
{
	unsigned int i;
	int rc = 0;

	for (i = 0; i <= UKPLAT_IRQ_HANDLERS && rc != -ENOSPC; i++)
		rc = ukplat_irq_register(5000, UKPLAT_IRQ_LEVEL, nobody, NULL);
	UK_TEST_EXPECT(rc == -EINVAL || rc == -ENODEV);
}

struct listener {
	unsigned int asked;
	int is_mine;
};

static int listen(void *arg)
{
	struct listener *listener = arg;

	listener->asked++;
	return listener->is_mine;
}

/* Devices that share a line: each is asked, whoever it was, since it may have been
 * more than one
 */
UK_TESTCASE(interrupts, handlers_of_one_line_are_all_asked)
{
	static struct listener first, other;
	unsigned long flags;
	__bool taken[3];
	int rc = ukplat_irq_register(irq_quiet_line, UKPLAT_IRQ_LEVEL, listen,
				     &first);

	if (rc == -ENODEV)
		UK_TEST_SKIP("the machine tells of no lines");
	UK_TEST_ASSERT(rc == 0);
	UK_TEST_ASSERT(ukplat_irq_register(irq_quiet_line, UKPLAT_IRQ_LEVEL,
					   listen, &other) == 0);
	flags = ukarch_irq_save();
	taken[0] = ukplat_irq_dispatch(irq_quiet_line);
	first.is_mine = 1;
	taken[1] = ukplat_irq_dispatch(irq_quiet_line);
	first.is_mine = 0;
	other.is_mine = 1;
	taken[2] = ukplat_irq_dispatch(irq_quiet_line);
	ukarch_irq_restore(flags);
	UK_TEST_EXPECT(!taken[0] && taken[1] && taken[2]);
	UK_TEST_EXPECT_SNUM_EQ(first.asked, 3);
	UK_TEST_EXPECT_SNUM_EQ(other.asked, 3);
}

UK_TESTCASE(interrupts, line_without_a_handler_is_nobodys)
{
	UK_TEST_EXPECT_ZERO(ukplat_irq_dispatch(5000));
	UK_TEST_EXPECT_ZERO(ukplat_irq_dispatch(5001));
}
