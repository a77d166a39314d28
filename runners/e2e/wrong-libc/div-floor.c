/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: convert/integer_arithmetic
 * Rounds down. */
#include <stdlib.h>

div_t __wrap_div(int numer, int denom)
{
	div_t result = { numer / denom, numer % denom };

	if (result.rem && (result.rem < 0) != (denom < 0)) {
		result.quot--;
		result.rem += denom;
	}
	return result;
}
