/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: signal/names
 * Leaves the colon out. */
#include <stdio.h>
#include <string.h>

void __wrap_psignal(int signo, const char *message)
{
	fprintf(stderr, "%s%s\n", message ? message : "", strsignal(signo));
}
