/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: wchar/wcstok
 * Keeps the place in a variable of its own. */
#include <wchar.h>

wchar_t *__real_wcstok(wchar_t *str, const wchar_t *set, wchar_t **state);

wchar_t *__wrap_wcstok(wchar_t *str, const wchar_t *set, wchar_t **state)
{
	static wchar_t *mine;

	(void)state;
	return __real_wcstok(str, set, &mine);
}
