/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: stdio/perror
 * Writes the colon without a prefix too. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

void __wrap_perror(const char *prefix)
{
	fprintf(stderr, "%s: %s\n", prefix ? prefix : "", strerror(errno));
}
