/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: regression/rewind_clears_error
 * Only goes to the start. */
#include <stdio.h>

void __wrap_rewind(FILE *f)
{
	fseek(f, 0, SEEK_SET);
}
