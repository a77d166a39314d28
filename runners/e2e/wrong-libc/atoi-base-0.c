/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: convert/atoi
 * Takes prefixes as strtol with base 0. */
#include <stdlib.h>

int __wrap_atoi(const char *str)
{
	return (int)strtol(str, NULL, 0);
}
