/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: time/difftime
 * Has the digits of float. */
#include <time.h>

double __wrap_difftime(time_t end, time_t start)
{
	return (float)end - (float)start;
}
