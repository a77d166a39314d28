/* SPDX-License-Identifier: BSD-3-Clause */
/* main() in the init thread: nobody waits, requests are seen when it returns. */
#include <uk/print.h>

#include "internal.h"

int main(int argc, char *argv[]);

void ukboot_run_main(int argc, char *argv[])
{
	int rc = main(argc, argv);

	uk_pr_info("main returned %d\n", rc);
	uk_boot_shutdown_req(rc ? UKPLAT_FAIL : UKPLAT_HALT);
}

void ukboot_wake_init(void)
{
}
