/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.29.3.1 fgetwc: ill-formed bytes are EILSEQ, not the end of the file. */
#include "check.h"
#include "utf8.h"

#include <errno.h>
#include <stdio.h>
#include <wchar.h>

#define NAME "wide_stream_invalid.tmp"

static void write_bytes(const char *bytes)
{
	FILE *f = fopen(NAME, "wb");

	REQUIRE(f);
	fputs(bytes, f);
	fclose(f);
}

static void check_invalid(const char *bytes)
{
	FILE *f;

	write_bytes(bytes);
	f = fopen(NAME, "r");
	REQUIRE(f);
	CHECK_UINT(fgetwc(f), 'a');
	errno = 0;
	CHECK_UINT(fgetwc(f), WEOF);
	CHECK_INT(errno, EILSEQ);
	CHECK(feof(f) == 0);
	fclose(f);
}

int main(void)
{
	utf8_locale();
	check_invalid("a\xff");
	check_invalid("a\xc3z");
	check_invalid("a\xed\xa0\x80");
	remove(NAME);
	return check_status();
}
