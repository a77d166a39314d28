/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * strtol and relatives, ISO C11 7.22.1.4; atoi and relatives, 7.22.1.2.
 */
#include <ctype.h>
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include "parse_integer.h"

_Static_assert(sizeof(long) == sizeof(long long), "one engine serves both");

/* Common part. `end` always gets a position: `str` if there is no number */
static void convert(const char *str, char **end, int base,
		    struct parsed_integer *out)
{
	const char *start = str;

	*out = (struct parsed_integer){0};
	if (base == 0 || (base >= 2 && base <= 36)) {
		while (isspace((unsigned char)*start))
			start++;
		parse_integer(start, SIZE_MAX, (unsigned int)base, out);
	} else {
		errno = EINVAL;
	}
	if (end)
		*end = (char *)(out->end ? out->end : str);
}

unsigned long strtoul(const char *restrict str, char **restrict end, int base)
{
	struct parsed_integer num;

	convert(str, end, base, &num);
	if (num.overflow) {
		errno = ERANGE;
		return ULONG_MAX;
	}
	return num.negative ? 0UL - num.magnitude : num.magnitude;
}

long strtol(const char *restrict str, char **restrict end, int base)
{
	struct parsed_integer num;
	unsigned long limit;

	convert(str, end, base, &num);
	limit = num.negative ? (unsigned long)LONG_MAX + 1 : LONG_MAX;
	if (num.magnitude > limit) {
		errno = ERANGE;
		return num.negative ? LONG_MIN : LONG_MAX;
	}
	return (long)(num.negative ? 0UL - num.magnitude : num.magnitude);
}

long long strtoll(const char *restrict str, char **restrict end, int base)
{
	return strtol(str, end, base);
}

unsigned long long strtoull(const char *restrict str, char **restrict end,
			    int base)
{
	return strtoul(str, end, base);
}

int atoi(const char *str)
{
	return (int)strtol(str, NULL, 10);
}

long atol(const char *str)
{
	return strtol(str, NULL, 10);
}

long long atoll(const char *str)
{
	return strtoll(str, NULL, 10);
}
