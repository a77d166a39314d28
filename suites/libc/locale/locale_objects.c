/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX newlocale, duplocale, uselocale, freelocale: objects, the locale of a thread, functions with an _l */
#define _XOPEN_SOURCE 700
#include "check.h"
#include <ctype.h>
#include <errno.h>
#include <locale.h>
#include <pthread.h>
#include <string.h>
#include <strings.h>
#include <wctype.h>

static void *own_locale(void *arg)
{
	CHECK(uselocale((locale_t)0) == LC_GLOBAL_LOCALE); /* a thread starts with the global one */
	CHECK(uselocale((locale_t)arg) == LC_GLOBAL_LOCALE);
	CHECK(uselocale((locale_t)0) == (locale_t)arg);
	return NULL;
}

static void functions(locale_t loc)
{
	CHECK(isalpha_l('x', loc) != 0);
	CHECK(isdigit_l('x', loc) == 0);
	CHECK_INT(toupper_l('q', loc), 'Q');
	CHECK_INT(tolower_l('Q', loc), 'q');
	CHECK(strcoll_l("a", "b", loc) < 0);
	CHECK(strcasecmp_l("HeLLo", "hEllO", loc) == 0);
	CHECK(strncasecmp_l("abX", "ABy", 2, loc) == 0);
	CHECK(iswupper_l(L'A', loc) != 0);
	CHECK_INT(towlower_l(L'A', loc), L'a');
	CHECK(strlen(strerror_l(ENOENT, loc)) > 0);
}

int main(void)
{
	locale_t c = newlocale(LC_ALL_MASK, "C", (locale_t)0), copy, changed;
	pthread_t thread;

	REQUIRE(c != (locale_t)0);
	functions(c);
	CHECK(uselocale((locale_t)0) == LC_GLOBAL_LOCALE);
	copy = duplocale(c);
	REQUIRE(copy != (locale_t)0);
	functions(copy);
	changed = newlocale(LC_NUMERIC_MASK | LC_CTYPE_MASK, "POSIX", copy); /* copy is used up */
	REQUIRE(changed != (locale_t)0);
	functions(changed);
	REQUIRE(pthread_create(&thread, NULL, own_locale, changed) == 0);
	CHECK_INT(pthread_join(thread, NULL), 0);
	CHECK(uselocale((locale_t)0) == LC_GLOBAL_LOCALE); /* of this thread */
	CHECK(uselocale(changed) == LC_GLOBAL_LOCALE);
	CHECK(toupper('z') == 'Z' && strcoll("b", "a") > 0);
	CHECK_STR(localeconv()->decimal_point, ".");
	CHECK(uselocale(LC_GLOBAL_LOCALE) == changed);
	freelocale(changed);
	copy = duplocale(LC_GLOBAL_LOCALE);
	CHECK(copy != (locale_t)0);
	functions(copy);
	freelocale(copy);
	freelocale(c);
	return check_status();
}
