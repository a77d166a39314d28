/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Comparing strings: strcmp, strncmp (ISO C11 7.24.4.2, .4), strcasecmp,
 * strncasecmp, ffs (POSIX.1-2017 <strings.h>).
 */
#include <ctype.h>
#include <string.h>
#include <strings.h>

int strcmp(const char *a, const char *b)
{
	for (; *a && *a == *b; a++, b++)
		;
	return (unsigned char)*a - (unsigned char)*b;
}

int strncmp(const char *a, const char *b, size_t len)
{
	if (!len)
		return 0;
	for (; --len && *a && *a == *b; a++, b++)
		;
	return (unsigned char)*a - (unsigned char)*b;
}

static int lower(char c)
{
	return tolower((unsigned char)c);
}

int strcasecmp(const char *a, const char *b)
{
	for (; *a && lower(*a) == lower(*b); a++, b++)
		;
	return lower(*a) - lower(*b);
}

int strncasecmp(const char *a, const char *b, size_t len)
{
	if (!len)
		return 0;
	for (; --len && *a && lower(*a) == lower(*b); a++, b++)
		;
	return lower(*a) - lower(*b);
}

int ffs(int value)
{
	return __builtin_ffs(value);
}
