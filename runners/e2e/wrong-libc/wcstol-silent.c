/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: wchar/wcstol
 * Does not tell what is out of range. */
#include <errno.h>
#include <wchar.h>

long __real_wcstol(const wchar_t *str, wchar_t **end, int base);

long __wrap_wcstol(const wchar_t *str, wchar_t **end, int base)
{
	int saved = errno;
	long value = __real_wcstol(str, end, base);

	errno = saved;
	return value;
}
