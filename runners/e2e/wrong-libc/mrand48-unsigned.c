/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: misc/drand48
 * Gives no negative numbers. */
#include <stdlib.h>

long __real_mrand48(void);

long __wrap_mrand48(void)
{
	return __real_mrand48() & 0xffffffffL;
}
