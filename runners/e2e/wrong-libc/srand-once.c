/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: misc/default_seed
 * Takes the first seed only. */
#include <stdlib.h>

void __wrap_srand(unsigned seed)
{
	(void)seed;
}
