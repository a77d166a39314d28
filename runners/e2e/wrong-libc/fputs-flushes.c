/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: misc/exit_streams
 * Has no buffer. */
#include <stdio.h>

int __real_fputs(const char *text, FILE *f);

int __wrap_fputs(const char *text, FILE *f)
{
	int status = __real_fputs(text, f);

	fflush(f);
	return status;
}
