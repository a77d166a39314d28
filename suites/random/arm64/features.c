/* SPDX-License-Identifier: BSD-3-Clause */
/* ID_AA64ISAR0_EL1[63:60], Arm ARM (DDI 0487) D17.2.61 */
#include <uk/asm/sysreg.h>

#include "features.h"

const char *no_generator(void)
{
	return SYSREG_READ(id_aa64isar0_el1) >> 60 ? NULL :
						     "the CPU has no FEAT_RNG";
}

const char *no_seeds(void)
{
	return no_generator();
}
