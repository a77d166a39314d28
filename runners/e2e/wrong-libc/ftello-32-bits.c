/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: stdio/fseeko_large
 * Loses the upper half of positions. */
#include <stdio.h>

off_t __real_ftello(FILE *stream);

off_t __wrap_ftello(FILE *stream)
{
	return (int)__real_ftello(stream);
}
