/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Copying and appending strings: ISO C11 7.24.2.3, .4 and 7.24.3, stpcpy
 * (POSIX.1-2017), strlcpy and strlcat (POSIX.1-2024).
 */
#include <string.h>

char *stpcpy(char *restrict dst, const char *restrict src)
{
	size_t len = strlen(src);

	memcpy(dst, src, len + 1);
	return dst + len;
}

char *strcpy(char *restrict dst, const char *restrict src)
{
	stpcpy(dst, src);
	return dst;
}

char *strncpy(char *restrict dst, const char *restrict src, size_t len)
{
	size_t used = strnlen(src, len);

	memcpy(dst, src, used);
	memset(dst + used, 0, len - used);
	return dst;
}

size_t strlcpy(char *restrict dst, const char *restrict src, size_t size)
{
	size_t len = strlen(src);

	if (size) {
		size_t fits = len < size ? len : size - 1;

		memcpy(dst, src, fits);
		dst[fits] = '\0';
	}
	return len;
}

char *strcat(char *restrict dst, const char *restrict src)
{
	strcpy(dst + strlen(dst), src);
	return dst;
}

char *strncat(char *restrict dst, const char *restrict src, size_t len)
{
	char *end = dst + strlen(dst);
	size_t used = strnlen(src, len);

	memcpy(end, src, used);
	end[used] = '\0';
	return dst;
}

size_t strlcat(char *restrict dst, const char *restrict src, size_t size)
{
	size_t used = strnlen(dst, size);

	return used + strlcpy(dst + used, src, size - used);
}
