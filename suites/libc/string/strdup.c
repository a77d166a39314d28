/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX.1-2017 strdup, strndup: a copy of its own; strndup looks at no byte behind the limit. */
#define _XOPEN_SOURCE 700
#include "check.h"
#include "guard.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int main(void)
{
	char *tail = guard_tail(100), *copy, text[] = "text";
	size_t len;

	copy = strdup(text);
	REQUIRE(copy);
	CHECK(copy != text);
	text[0] = 'n';
	CHECK_STR(copy, "text");
	free(copy);
	copy = strdup("");
	REQUIRE(copy);
	CHECK_STR(copy, "");
	free(copy);
	memset(tail, 'x', 100);
	for (len = 0; len <= 100; len++) {
		check_row("length without a null byte", (intmax_t)len);
		copy = strndup(tail + 100 - len, len);
		REQUIRE(copy);
		CHECK_UINT(strlen(copy), len);
		CHECK_MEM(copy, tail + 100 - len, len);
		free(copy);
	}
	copy = strndup("shorter", SIZE_MAX);
	REQUIRE(copy);
	CHECK_STR(copy, "shorter");
	free(copy);
	copy = strndup("cut here", 3);
	REQUIRE(copy);
	CHECK_STR(copy, "cut");
	free(copy);
	return check_status();
}
