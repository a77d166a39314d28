/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Calls to the firmware or hypervisor that powers CPUs and the machine: Arm
 * DEN 0022 (PSCI), through HVC or SMC as Arm DEN 0028 (SMC calling convention)
 * 2.6 and 2.7 says: x0 to x3 are arguments, x0 to x17 may change.
 */
#include <uk/asm/psci.h>

/* Until the device tree was read: what hypervisors offer at EL1 */
__u32 psci_conduit = PSCI_CONDUIT_HVC;

void psci_init(__u32 conduit)
{
	psci_conduit = conduit;
}

#define FIRMWARE_CALL(instruction, x0, x1, x2, x3)                             \
	__asm__ volatile(instruction                                           \
			 : "+r"(x0), "+r"(x1), "+r"(x2), "+r"(x3)              \
			 :                                                     \
			 : "x4", "x5", "x6", "x7", "x8", "x9", "x10", "x11",   \
			   "x12", "x13", "x14", "x15", "x16", "x17", "memory")

int psci_call(__u32 function, __u64 arg1, __u64 arg2, __u64 arg3)
{
	register __u64 x0 __asm__("x0") = function;
	register __u64 x1 __asm__("x1") = arg1;
	register __u64 x2 __asm__("x2") = arg2;
	register __u64 x3 __asm__("x3") = arg3;

	switch (psci_conduit) {
	case PSCI_CONDUIT_HVC:
		FIRMWARE_CALL("hvc #0", x0, x1, x2, x3);
		return (int)x0;
	case PSCI_CONDUIT_SMC:
		FIRMWARE_CALL("smc #0", x0, x1, x2, x3);
		return (int)x0;
	default:
		return PSCI_NOT_SUPPORTED;
	}
}
