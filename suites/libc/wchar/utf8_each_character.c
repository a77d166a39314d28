/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.29.6.3: wcrtomb() and mbrtowc() undo each other over all of Unicode, in the lengths that UTF-8 has. */
#include "check.h"
#include "utf8.h"

#include <limits.h>
#include <string.h>
#include <wchar.h>

static size_t utf8_length(long c)
{
	return c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
}

static int round_trip(long c)
{
	char bytes[MB_LEN_MAX];
	mbstate_t state;
	wchar_t back = -1;
	size_t len = utf8_length(c);

	memset(&state, 0, sizeof(state));
	return wcrtomb(bytes, (wchar_t)c, &state) == len
	       && mbrtowc(&back, bytes, len, &state) == (c ? len : 0)
	       && back == (wchar_t)c && mbsinit(&state);
}

int main(void)
{
	long block, c;

	utf8_locale();
	for (block = 0; block < 0x110000; block += 0x100) {
		int wrong = 0;

		if (block >= 0xd800 && block < 0xe000)
			continue;
		/* The ends of each block, and others */
		for (c = block; c < block + 0x100; c += c % 0x40 ? 21 : 1)
			wrong += !round_trip(c);
		wrong += !round_trip(block + 0xff);
		check_row("block", block);
		CHECK_INT(wrong, 0);
	}
	return check_status();
}
