/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.29.5.1 wcsftime: as strftime() in wide characters; 0 where it does not fit. */
#include "check.h"
#include "utf8.h"

#include <time.h>
#include <wchar.h>

int main(void)
{
	struct tm tm = { .tm_year = 127, .tm_mon = 2, .tm_mday = 7,
			 .tm_hour = 15, .tm_min = 4, .tm_sec = 9, .tm_yday = 65 };
	wchar_t out[64];

	utf8_locale();
	CHECK_UINT(wcsftime(out, 64, L"%Y-%m-%d %H:%M:%S", &tm), 19);
	CHECK_WCS(out, L"2027-03-07 15:04:09");
	CHECK_UINT(wcsftime(out, 64, L"%A, %d %B %y \x20ac %j %%", &tm), 27);
	CHECK_WCS(out, L"Sunday, 07 March 27 \x20ac 066 %");
	CHECK_UINT(wcsftime(out, 11, L"%F", &tm), 10);
	CHECK_WCS(out, L"2027-03-07");
	CHECK_UINT(wcsftime(out, 10, L"%F", &tm), 0);
	CHECK_UINT(wcsftime(out, 64, L"", &tm), 0);
	return check_status();
}
