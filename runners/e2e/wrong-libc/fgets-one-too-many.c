/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: stdio/fgets
 * Fills the array before the null byte. */
#include <stdio.h>

char *__real_fgets(char *buf, int size, FILE *stream);

char *__wrap_fgets(char *buf, int size, FILE *stream)
{
	return __real_fgets(buf, size + 1, stream);
}
