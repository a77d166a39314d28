/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Random numbers of half the size. Interface: <uk/arch/random.h>.
 */
#include <uk/arch/random.h>

int ukarch_random_u32(__u32 *val)
{
	__u64 number;
	int rc = ukarch_random_u64(&number);

	if (!rc)
		*val = (__u32)number;
	return rc;
}

int ukarch_random_seed_u32(__u32 *val)
{
	__u64 number;
	int rc = ukarch_random_seed_u64(&number);

	if (!rc)
		*val = (__u32)number;
	return rc;
}
