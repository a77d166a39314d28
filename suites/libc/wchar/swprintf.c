/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.29.2.3 swprintf: n counts wide characters with the null one; a result that does not fit is negative. */
#include "check.h"
#include "utf8.h"

#include <wchar.h>

static wchar_t out[64];

int main(void)
{
	utf8_locale();
	CHECK_INT(swprintf(out, 64, L"%d|%5d|%-5d|%05d|%+d", 7, 7, 7, 7, 7), 22);
	CHECK_WCS(out, L"7|    7|7    |00007|+7");
	CHECK_INT(swprintf(out, 64, L"%x %X %o %#x %u", 255, 255, 8, 16, 3), 15);
	CHECK_WCS(out, L"ff FF 10 0x10 3");
	CHECK_INT(swprintf(out, 64, L"%f %.2e %g", 1.5, 1500.0, 0.0001), 24);
	CHECK_WCS(out, L"1.500000 1.50e+03 0.0001");
	CHECK_INT(swprintf(out, 64, L"%ls|%s|%.2ls|%5ls", L"\x20acz", "\xc3\xa4z",
			   L"abc", L"\x4e00"), 14);
	CHECK_WCS(out, L"\x20acz|\xe4z|ab|    \x4e00");
	CHECK_INT(swprintf(out, 64, L"%c%lc%%", 'c', 0x20ac), 3);
	CHECK_WCS(out, L"c\x20ac%");
	CHECK_INT(swprintf(out, 64, L"\xe4%*d\x20ac", 4, 5), 6);
	CHECK_WCS(out, L"\xe4   5\x20ac");
	CHECK_INT(swprintf(out, 5, L"%s", "four"), 4);
	CHECK_WCS(out, L"four");
	CHECK(swprintf(out, 4, L"%s", "four") < 0);
	CHECK(swprintf(out, 1, L"x") < 0);
	CHECK_INT(swprintf(out, 1, L""), 0);
	wmemset(out, L'#', 64);
	CHECK(swprintf(out, 4, L"%ls", L"much too long for it") < 0);
	CHECK_INT(out[4], '#');
	return check_status();
}
