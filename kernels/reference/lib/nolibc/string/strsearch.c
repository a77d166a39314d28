/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Length of and search in strings: ISO C11 7.24.5 and 7.24.6.3, strnlen,
 * strtok_r (POSIX.1-2017), strchrnul (extension).
 */
#include <stdint.h>
#include <string.h>
#include "word.h"

/* A set of byte values, one bit each */
struct byte_set {
	uint64_t bits[4];
};

static void set_fill(struct byte_set *set, const char *members)
{
	*set = (struct byte_set){0};
	for (; *members; members++) {
		unsigned char byte = (unsigned char)*members;

		set->bits[byte / 64] |= 1UL << (byte % 64);
	}
}

static int set_has(const struct byte_set *set, char c)
{
	unsigned char byte = (unsigned char)c;

	return set->bits[byte / 64] >> (byte % 64) & 1;
}

size_t strlen(const char *str)
{
	const char *at = str;

	for (; misalignment(at); at++)
		if (!*at)
			return (size_t)(at - str);
	while (!has_byte(*(const word_t *)at, 0))
		at += WORD;
	while (*at)
		at++;
	return (size_t)(at - str);
}

size_t strnlen(const char *str, size_t max)
{
	size_t len = 0;

	while (len < max && str[len])
		len++;
	return len;
}

char *strchrnul(const char *str, int byte)
{
	while (*str && *str != (char)byte)
		str++;
	return (char *)str;
}

char *strchr(const char *str, int byte)
{
	char *at = strchrnul(str, byte);

	return *at == (char)byte ? at : NULL;
}

char *strrchr(const char *str, int byte)
{
	return memrchr(str, byte, strlen(str) + 1);
}

char *strstr(const char *str, const char *needle)
{
	return memmem(str, strlen(str), needle, strlen(needle));
}

size_t strspn(const char *str, const char *accept)
{
	struct byte_set set;
	size_t len = 0;

	set_fill(&set, accept);
	while (str[len] && set_has(&set, str[len]))
		len++;
	return len;
}

size_t strcspn(const char *str, const char *reject)
{
	struct byte_set set;
	size_t len = 0;

	set_fill(&set, reject);
	while (str[len] && !set_has(&set, str[len]))
		len++;
	return len;
}

char *strpbrk(const char *str, const char *accept)
{
	str += strcspn(str, accept);
	return *str ? (char *)str : NULL;
}

char *strtok_r(char *restrict str, const char *restrict delim,
	       char **restrict save)
{
	char *token = str ? str : *save;

	token += strspn(token, delim);
	*save = token + strcspn(token, delim);
	if (*save == token)
		return NULL;
	if (**save)
		*(*save)++ = '\0';
	return token;
}

/* A first call with NULL finds no token instead of a crash */
char *strtok(char *restrict str, const char *restrict delim)
{
	static char empty[1];
	static char *position = empty;

	return strtok_r(str, delim, &position);
}
