/* SPDX-License-Identifier: BSD-3-Clause */
/* CPUID.1:ECX[30] and CPUID.7:EBX[18], Intel SDM vol. 2A */
#include <x86/cpu.h>

#include "features.h"

const char *no_generator(void)
{
	return x86_cpuid(1, 0).ecx >> 30 & 1 ? NULL : "the CPU has no RDRAND";
}

const char *no_seeds(void)
{
	if (x86_cpuid(0, 0).eax >= 7 && x86_cpuid(7, 0).ebx >> 18 & 1)
		return NULL;
	return "the CPU has no RDSEED";
}
