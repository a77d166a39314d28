/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: regression/tz_overlong_names
 * Reads TZ once only. */
#include <stdlib.h>
#include <time.h>

void __real_tzset(void);

void __wrap_tzset(void)
{
	static int called;

	if (!called++)
		__real_tzset();
}
