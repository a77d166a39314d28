/* SPDX-License-Identifier: BSD-3-Clause */
/* Cases that end the kernel as if all were well. */
#include <uk/plat/bootstrap.h>
#include <uk/test.h>
#include <uk/testrun.h>

UK_TESTCASE(mishaps, switches_off)
{
	ukplat_terminate(UKPLAT_HALT);
}

UK_TESTCASE(mishaps, restarts)
{
	ukplat_terminate(UKPLAT_RESTART);
}

UK_TESTCASE(mishaps, ends_the_run)
{
	struct uk_test_totals totals;

	uk_test_finish(&totals);
	ukplat_terminate(UKPLAT_HALT);
}
