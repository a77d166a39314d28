/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: stdio/fseek
 * Stops at the end of the file. */
#include <stdio.h>

int __real_fseek(FILE *stream, long offset, int whence);

int __wrap_fseek(FILE *stream, long offset, int whence)
{
	return __real_fseek(stream, whence == SEEK_END && offset > 0 ? 0 : offset,
			    whence);
}
