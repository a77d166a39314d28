/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: stdio/setvbuf_full stdio/open_memstream stdio/fflush_input
 * Writes nothing and says that all is well. */
#include <stdio.h>

int __wrap_fflush(FILE *stream)
{
	(void)stream;
	return 0;
}
