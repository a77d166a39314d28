/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Comparison and search in memory: memcmp (ISO C11 7.24.4.1), memchr (7.24.5.1),
 * memrchr (extension), memmem (POSIX.1-2024).
 */
#include <stdint.h>
#include <string.h>
#include "word.h"

typedef uint64_t __attribute__((may_alias, aligned(1))) unaligned_word_t;

/* Equal words at the start of both; only worth it where loads are cheap, and
 * correct where they are not
 */
static size_t equal_words(const unsigned char *a, const unsigned char *b,
			  size_t len)
{
	size_t done = 0;

	for (; len - done >= sizeof(unaligned_word_t);
	     done += sizeof(unaligned_word_t)) {
		if (*(const unaligned_word_t *)(a + done)
		    != *(const unaligned_word_t *)(b + done))
			break;
	}
	return done;
}

int memcmp(const void *a, const void *b, size_t len)
{
	const unsigned char *left = a, *right = b;
	size_t at = equal_words(left, right, len);

	for (; at < len; at++) {
		if (left[at] != right[at])
			return left[at] - right[at];
	}
	return 0;
}

void *memchr(const void *mem, int byte, size_t len)
{
	const unsigned char wanted = (unsigned char)byte;
	const unsigned char *at = mem;

	for (; len && misalignment(at); len--, at++)
		if (*at == wanted)
			return (void *)at;
	for (; len >= WORD && !has_byte(*(const word_t *)at, wanted);
	     len -= WORD)
		at += WORD;
	for (; len; len--, at++)
		if (*at == wanted)
			return (void *)at;
	return NULL;
}

void *memrchr(const void *mem, int byte, size_t len)
{
	const unsigned char *start = mem;

	while (len--) {
		if (start[len] == (unsigned char)byte)
			return (void *)(start + len);
	}
	return NULL;
}

void *memmem(const void *mem, size_t len, const void *needle, size_t needle_len)
{
	const unsigned char *at = mem;
	const unsigned char *first = needle;

	if (!needle_len)
		return (void *)mem;
	while (len >= needle_len) {
		const unsigned char *hit;

		hit = memchr(at, *first, len - needle_len + 1);
		if (!hit)
			return NULL;
		if (!memcmp(hit, needle, needle_len))
			return (void *)hit;
		len -= (size_t)(hit - at) + 1;
		at = hit + 1;
	}
	return NULL;
}
