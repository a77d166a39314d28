/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: misc/bits_and_division
 * Divides ints. */
#include <stdlib.h>

lldiv_t __wrap_lldiv(long long a, long long b)
{
	lldiv_t result = {(int)a / (int)b, (int)a % (int)b};

	return result;
}
