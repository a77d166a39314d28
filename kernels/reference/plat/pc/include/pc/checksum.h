/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The checksum of firmware tables (ACPI and MultiProcessor Specification alike):
 * all bytes add up to zero.
 */
#ifndef __PC_CHECKSUM_H__
#define __PC_CHECKSUM_H__

#include <uk/arch/types.h>

static inline int pc_checksum_ok(const void *table, __sz len)
{
	const __u8 *bytes = table;
	__u8 sum = 0;

	while (len--)
		sum = (__u8)(sum + *bytes++);
	return sum == 0;
}

#endif /* __PC_CHECKSUM_H__ */
