/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX.1-2017 setenv: hundreds of names and values of growing length, each found again, each replaced in place. */
#define _XOPEN_SOURCE 700
#include "check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COUNT 170

static char value[1000], name[32];

static void make(int i, int round)
{
	snprintf(name, sizeof(name), "LIBCA_VARIABLE_%d", i * 37 % COUNT);
	memset(value, 'a' + (i + round) % 26, (size_t)(i * 5 + round));
	value[i * 5 + round] = 0;
}

int main(void)
{
	int round, i;

	for (round = 0; round < 3; round++) {
		for (i = 0; i < COUNT; i++) {
			make(i, round);
			REQUIRE(setenv(name, value, 1) == 0);
		}
		for (i = 0; i < COUNT; i++) {
			make(i, round);
			check_row("variable", i);
			CHECK_STR(getenv(name), value);
		}
	}
	return check_status();
}
