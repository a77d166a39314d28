/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: stdio/tmpfile
 * Uses one name, which stays. */
#include <stdio.h>

FILE *__wrap_tmpfile(void)
{
	return fopen("tmpfile.tmp", "w+");
}
