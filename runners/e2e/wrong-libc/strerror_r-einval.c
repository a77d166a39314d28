/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: string/strerror_r
 * Tells a small buffer as a wrong number. */
#include <errno.h>
#include <string.h>

int __wrap_strerror_r(int number, char *buf, size_t size)
{
	const char *text = strerror(number);

	if (strlen(text) >= size)
		return EINVAL;
	strcpy(buf, text);
	return 0;
}
