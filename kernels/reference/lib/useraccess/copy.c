/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Copies from and to memory that may fault. Interface: <uk/useraccess.h>.
 */
#include <errno.h>
#include <string.h>
#include <uk/arch/limits.h>
#include <uk/essentials.h>
#include <uk/nofault.h>
#include <uk/useraccess.h>

int uk_copy_from_user(void *dst, const void *user, size_t len)
{
	return uk_nofault_memcpy(dst, user, len, 0) == len ? 0 : -EFAULT;
}

int uk_copy_to_user(void *user, const void *src, size_t len)
{
	return uk_nofault_memcpy(user, src, len, 0) == len ? 0 : -EFAULT;
}

/* Up to the end of the page at most, so that a string before a hole is read */
long uk_copy_string_from_user(char *dst, const char *user, size_t cap)
{
	size_t at = 0, chunk, len;

	while (at < cap) {
		chunk = __PAGE_SIZE - ((__uptr)(user + at) & (__PAGE_SIZE - 1));
		chunk = MIN(MIN(chunk, (size_t)256), cap - at);
		if (uk_copy_from_user(dst + at, user + at, chunk))
			return -EFAULT;
		len = strnlen(dst + at, chunk);
		if (len < chunk)
			return (long)(at + len);
		at += chunk;
	}
	return -ENAMETOOLONG;
}
