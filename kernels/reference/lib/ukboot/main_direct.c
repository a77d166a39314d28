/* SPDX-License-Identifier: BSD-3-Clause */
/* main() in the init thread: requests are seen when it returns, for which it may
 * wait with the CPU halted.
 */
#include <uk/plat/lcpu.h>
#include <uk/print.h>

#include "internal.h"

int main(int argc, char *argv[]);

void ukboot_run_main(int argc, char *argv[])
{
	int rc = main(argc, argv);

	uk_pr_info("main returned %d\n", rc);
	uk_boot_shutdown_req(rc ? UKPLAT_FAIL : UKPLAT_HALT);
}

/* The init thread is on the CPU that booted, the first one */
void ukboot_wake_init(void)
{
	const __lcpuidx boot_cpu = 0;
	unsigned int one = 1;

	if (ukplat_lcpu_idx() != boot_cpu)
		ukplat_lcpu_wakeup(&boot_cpu, &one);
}
