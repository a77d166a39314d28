/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.8.2 strtoimax, strtoumax, imaxabs, imaxdiv; 7.8.1 the macros of each width in printf and scanf. */
#include "check.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>

static void numbers(void)
{
	char *end;

	errno = 0;
	CHECK_INT(strtoimax("-9223372036854775808x", &end, 10), INTMAX_MIN);
	CHECK_INT(*end, 'x');
	CHECK_INT(errno, 0);
	CHECK_INT(strtoimax("9223372036854775808", &end, 10), INTMAX_MAX);
	CHECK_INT(errno, ERANGE);
	errno = 0;
	CHECK_UINT(strtoumax("0xffffffffffffffff", &end, 0), UINTMAX_MAX);
	CHECK_INT(errno, 0);
	CHECK_UINT(strtoumax("-1", NULL, 0), UINTMAX_MAX);
	CHECK_UINT(strtoumax("18446744073709551616", &end, 10), UINTMAX_MAX);
	CHECK_INT(errno, ERANGE);
	CHECK_INT(imaxabs(-INTMAX_MAX), INTMAX_MAX);
	CHECK_INT(imaxdiv(-7, 2).quot, -3);
	CHECK_INT(imaxdiv(-7, 2).rem, -1);
}

int main(void)
{
	char out[128];
	int8_t i8;
	uint16_t u16;
	int64_t i64;
	uintmax_t max;

	numbers();
	snprintf(out, sizeof(out), "%" PRId8 " %" PRIu16 " %" PRIx32 " %" PRId64
		 " %" PRIXMAX " %" PRIoLEAST8, (int8_t)-128, (uint16_t)65535,
		 UINT32_C(0xdeadbeef), INT64_MIN, UINTMAX_MAX,
		 (uint_least8_t)8);
	CHECK_STR(out, "-128 65535 deadbeef -9223372036854775808 "
		       "FFFFFFFFFFFFFFFF 10");
	CHECK_INT(sscanf("-128 65535 -9223372036854775807 ff",
			 "%" SCNd8 " %" SCNu16 " %" SCNd64 " %" SCNxMAX, &i8,
			 &u16, &i64, &max), 4);
	CHECK_INT(i8, -128);
	CHECK_INT(u16, 65535);
	CHECK_INT(i64, -INT64_MAX);
	CHECK_UINT(max, 255);
	return check_status();
}
