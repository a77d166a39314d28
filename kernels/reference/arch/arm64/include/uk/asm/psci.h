/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Power State Coordination Interface: Arm DEN 0022 chapter 5; calling
 * convention: Arm DEN 0028. Functions and error codes that this kernel uses.
 */
#ifndef __UK_ASM_PSCI_H__
#define __UK_ASM_PSCI_H__

#define PSCI_SYSTEM_OFF 0x84000008
#define PSCI_SYSTEM_RESET 0x84000009
#define PSCI_CPU_ON_64 0xc4000003

#define PSCI_SUCCESS 0
#define PSCI_NOT_SUPPORTED (-1)

/* How the firmware is called: the device tree's `method` */
#define PSCI_CONDUIT_NONE 0
#define PSCI_CONDUIT_HVC 1
#define PSCI_CONDUIT_SMC 2

#ifndef __ASSEMBLY__
#include <uk/arch/types.h>

/** PSCI_CONDUIT_*; to be read by vectors.S only */
extern __u32 psci_conduit;

/** Sets the conduit. Early boot. */
void psci_init(__u32 conduit);

/**
 * Calls the firmware. Any context.
 * @return what it returned: PSCI_*; PSCI_NOT_SUPPORTED without a conduit
 */
int psci_call(__u32 function, __u64 arg1, __u64 arg2, __u64 arg3);

#endif /* !__ASSEMBLY__ */
#endif /* __UK_ASM_PSCI_H__ */
