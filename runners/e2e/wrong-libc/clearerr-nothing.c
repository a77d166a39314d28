/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: stdio/end_sticks stdio/wrong_direction
 * Clears no mark. */
#include <stdio.h>

void __wrap_clearerr(FILE *stream)
{
	(void)stream;
}
