/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: stdio/flockfile
 * Takes no lock. */
#include <stdio.h>

void __wrap_flockfile(FILE *stream)
{
	(void)stream;
}
