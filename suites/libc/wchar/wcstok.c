/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.29.4.5.7 wcstok: the state is the caller's, so that two strings are taken apart at once. */
#include "check.h"

#include <wchar.h>

int main(void)
{
	/* The example of the standard, 7.29.4.5.7 paragraph 7 */
	wchar_t str1[] = L"?a???b,,,#c", str2[] = L"\t \t", euro[] = L"1\x20ac" L"2";
	wchar_t *p1, *p2, *p3;

	CHECK_WCS(wcstok(str1, L"?", &p1), L"a");
	CHECK_WCS(wcstok(NULL, L",", &p1), L"??b");
	CHECK_PTR(wcstok(str2, L" \t", &p2), 0);
	CHECK_WCS(wcstok(NULL, L"#,", &p1), L"c");
	CHECK_PTR(wcstok(NULL, L"?", &p1), 0);
	CHECK_WCS(wcstok(euro, L"\x20ac", &p3), L"1");
	CHECK_WCS(wcstok(NULL, L"\x20ac", &p3), L"2");
	CHECK_PTR(wcstok(NULL, L"\x20ac", &p3), 0);
	return check_status();
}
