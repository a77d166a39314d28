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

UK_TESTCASE(interrupts, line_without_a_handler_is_nobodys)
{
	UK_TEST_EXPECT_ZERO(ukplat_irq_dispatch(5000));
	UK_TEST_EXPECT_ZERO(ukplat_irq_dispatch(5001));
}
