/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: stdio/fopen_modes
 * Goes to the end at opening only. */
#include <stdio.h>
#include <string.h>

FILE *__real_fopen(const char *name, const char *mode);

FILE *__wrap_fopen(const char *name, const char *mode)
{
	FILE *f = __real_fopen(name, *mode == 'a' ? "r+" : mode);

	if (f && *mode == 'a')
		fseek(f, 0, SEEK_END);
	return f;
}
