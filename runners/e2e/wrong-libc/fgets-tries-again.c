/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: regression/sticky_end_of_file
 * Reads on behind the end of file. */
#include <stdio.h>

char *__real_fgets(char *line, int size, FILE *f);

char *__wrap_fgets(char *line, int size, FILE *f)
{
	clearerr(f);
	return __real_fgets(line, size, f);
}
