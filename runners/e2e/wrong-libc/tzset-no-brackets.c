/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: time/tzset_names
 * Takes the brackets for a part of the name. */
#include <stdlib.h>
#include <string.h>
#include <time.h>

void __real_tzset(void);

void __wrap_tzset(void)
{
	static char name[32];
	const char *zone = getenv("TZ");

	__real_tzset();
	if (*zone == '<') {
		memcpy(name, zone, strcspn(zone, ">") + 1);
		tzname[0] = name;
	}
}
