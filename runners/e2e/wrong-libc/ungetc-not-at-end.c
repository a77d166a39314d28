/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: stdio/ungetc
 * Takes nothing back at the end of the file. */
#include <stdio.h>

int __real_ungetc(int c, FILE *stream);

int __wrap_ungetc(int c, FILE *stream)
{
	return feof(stream) ? EOF : __real_ungetc(c, stream);
}
