/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.11.1.1 setlocale: starts as "C", "POSIX" is the same, a query changes nothing, a saved string restores */
#define _XOPEN_SOURCE 700
#include "check.h"
#include <ctype.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const int CATEGORIES[] = {LC_ALL, LC_COLLATE, LC_CTYPE, LC_MONETARY, LC_NUMERIC, LC_TIME, LC_MESSAGES};

static void saved_string_restores(void)
{
	char *now = setlocale(LC_ALL, ""), *copy;

	CHECK(now != NULL); /* an environment without LANG and LC_* names the default locale */
	now = setlocale(LC_ALL, NULL);
	REQUIRE(now != NULL);
	copy = strdup(now);
	REQUIRE(copy != NULL);
	CHECK_STR(setlocale(LC_ALL, "C"), "C");
	now = setlocale(LC_ALL, copy);
	CHECK_STR(now, copy);
	free(copy);
}

int main(void)
{
	char text[20];

	unsetenv("LANG");
	unsetenv("LC_ALL");
	for (unsigned i = 0; i < sizeof(CATEGORIES) / sizeof(*CATEGORIES); i++)
		CHECK_STR(setlocale(CATEGORIES[i], NULL), "C"); /* p4: at program start */
	for (unsigned i = 0; i < sizeof(CATEGORIES) / sizeof(*CATEGORIES); i++) {
		CHECK(setlocale(CATEGORIES[i], "POSIX") != NULL);
		CHECK(setlocale(CATEGORIES[i], "C") != NULL);
	}
	CHECK_PTR(setlocale(12345, "C"), NULL);
	CHECK_PTR(setlocale(-7, NULL), NULL);
	saved_string_restores();
	CHECK_STR(setlocale(LC_ALL, "C"), "C");
	snprintf(text, sizeof(text), "%.1f", 1.5);
	CHECK_STR(text, "1.5");
	CHECK_INT(toupper('i'), 'I');
	CHECK_INT(isalpha(0xe4), 0);
	return check_status();
}
