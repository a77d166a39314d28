/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: locale/locale_objects
 * Changes the locale of all threads. */
#include <locale.h>

locale_t __wrap_uselocale(locale_t new)
{
	static locale_t now = LC_GLOBAL_LOCALE;
	locale_t old = now;

	if (new)
		now = new;
	return old;
}
