/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.29.6.3.2 mbrtowc, Unicode 3.9 table 3-7: ill-formed UTF-8 is -1 and EILSEQ: overlong, surrogates, cut off, stray. */
#include "check.h"
#include "utf8.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

static const char *const sequences[] = {
	"\x80",		    "\xbf",		"\xc0\x80",	  "\xc1\xbf",
	"\xc2\x41",	    "\xc2\xc2",		"\xe0\x80\x80",	  "\xe0\x9f\xbf",
	"\xe2\x28\xa1",	    "\xe2\x82\x28",	"\xed\xa0\x80",	  "\xed\xbf\xbf",
	"\xf0\x80\x80\x80", "\xf0\x8f\xbf\xbf", "\xf0\x28\x8c\xbc",
	"\xf0\x90\x28\xbc", "\xf0\x90\x8c\x28", "\xfe", "\xff", "\xe4\xb8",
};

int main(void)
{
	mbstate_t state;
	wchar_t wc;
	size_t i, len, result;

	utf8_locale();
	/* The last one is only cut off before a null byte */
	for (i = 0; i < sizeof(sequences) / sizeof(*sequences); i++) {
		check_row("sequence", (intmax_t)i);
		len = strlen(sequences[i]) + 1;
		memset(&state, 0, sizeof(state));
		errno = 0;
		CHECK_UINT(mbrtowc(&wc, sequences[i], len, &state), (size_t)-1);
		CHECK_INT(errno, EILSEQ);
		CHECK_INT(mblen(sequences[i], len), -1);
		/* Byte by byte it fails too, at the latest with the null byte */
		memset(&state, 0, sizeof(state));
		for (len = 0, result = (size_t)-2; result == (size_t)-2; len++)
			result = mbrtowc(&wc, sequences[i] + len, 1, &state);
		CHECK_UINT(result, (size_t)-1);
	}
	return check_status();
}
