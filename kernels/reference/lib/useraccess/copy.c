/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Copies from and to memory that may fault. Interface: <uk/useraccess.h>.
 */
#include <errno.h>
#include <string.h>
#include <uk/arch/memtag.h>
#include <uk/essentials.h>
#include <uk/nofault.h>
#include <uk/useraccess.h>

/* What may be read together with a byte that may be read: divides a page */
#ifdef CONFIG_HAVE_MEMTAG
#define STRING_PART ((size_t)MEMTAG_GRANULE)
#else
#define STRING_PART ((size_t)256)
#endif

int uk_copy_from_user(void *dst, const void *user, size_t len)
{
	return uk_nofault_memcpy(dst, user, len, 0) == len ? 0 : -EFAULT;
}

int uk_copy_timespec_from_user(struct uk_timespec *ts, const void *user)
{
	if (uk_copy_from_user(ts, user, sizeof(*ts)))
		return -EFAULT;
	return uk_timespec_is_valid(ts) ? 0 : -EINVAL;
}

int uk_copy_to_user(void *user, const void *src, size_t len)
{
	return uk_nofault_memcpy(user, src, len, 0) == len ? 0 : -EFAULT;
}

long uk_copy_string_from_user(char *dst, const char *user, size_t cap)
{
	size_t at = 0, chunk, len;

	while (at < cap) {
		chunk = STRING_PART - (__uptr)(user + at) % STRING_PART;
		chunk = MIN(chunk, cap - at);
		if (uk_copy_from_user(dst + at, user + at, chunk))
			return -EFAULT;
		len = strnlen(dst + at, chunk);
		if (len < chunk)
			return (long)(at + len);
		at += chunk;
	}
	return -ENAMETOOLONG;
}
