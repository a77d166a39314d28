/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: stdio/fread_fwrite
 * Returns bytes instead of elements. */
#include <stdio.h>

size_t __real_fread(void *buf, size_t size, size_t count, FILE *stream);

size_t __wrap_fread(void *buf, size_t size, size_t count, FILE *stream)
{
	return __real_fread(buf, 1, size * count, stream);
}
