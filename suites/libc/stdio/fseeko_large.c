/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX.1-2017 fseeko, ftello: offsets of more than 32 bits; ftell() of them says the same where long has 64 bits. */
#define _XOPEN_SOURCE 700
#define _FILE_OFFSET_BITS 64
#include "check.h"

#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

int main(void)
{
	static const off_t offsets[] = { 0x7fffffff, 0x80000000, 0xffffffff,
					 0x100000000, 0x123456789a };
	FILE *f = tmpfile();
	struct stat st;
	size_t i;

	REQUIRE(f);
	for (i = 0; i < sizeof(offsets) / sizeof(*offsets); i++) {
		check_row("offset", (intmax_t)i);
		REQUIRE(fseeko(f, offsets[i], SEEK_SET) == 0);
		CHECK_INT(ftello(f), offsets[i]);
		CHECK_INT(putc('a' + (int)i, f), 'a' + (int)i);
		CHECK_INT(ftello(f), offsets[i] + 1);
		CHECK_INT(fflush(f), 0);
		CHECK_INT(fstat(fileno(f), &st), 0);
		CHECK_INT(st.st_size, offsets[i] + 1);
	}
	for (i = 0; i < sizeof(offsets) / sizeof(*offsets); i++) {
		check_row("reading offset", (intmax_t)i);
		CHECK_INT(fseeko(f, offsets[i] - 1, SEEK_SET), 0);
		/* The byte before 0x80000000 is the first one that was written */
		CHECK_INT(getc(f), i == 1 ? 'a' : i == 3 ? 'c' : 0);
		CHECK_INT(getc(f), 'a' + (int)i);
		CHECK_INT(ftello(f), offsets[i] + 1);
	}
	check_row(NULL, 0);
	CHECK_INT(fseeko(f, -1, SEEK_END), 0);
	CHECK_INT(ftello(f), offsets[4]);
	CHECK_INT(fseeko(f, -0x1000000000, SEEK_CUR), 0);
	CHECK_INT(ftell(f), offsets[4] - 0x1000000000);
	fclose(f);
	return check_status();
}
