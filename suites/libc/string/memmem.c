/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX.1-2024 memmem (offered by both libraries long before): the first place of one object in another. */
#define _GNU_SOURCE
#include "check.h"
#include "guard.h"

#include <string.h>

static const char *slow_memmem(const char *mem, size_t len, const char *needle,
			       size_t needle_len)
{
	size_t i, j;

	for (i = 0; i + needle_len <= len; i++) {
		for (j = 0; j < needle_len && mem[i + j] == needle[j]; j++)
			;
		if (j == needle_len)
			return mem + i;
	}
	return NULL;
}

/* Bit k of `bits` is byte k of the object */
static void spread(char *mem, unsigned bits, size_t len)
{
	size_t i;

	for (i = 0; i < len; i++)
		mem[i] = (char)(bits >> i & 1 ? 0xff : 0);
}

int main(void)
{
	char *mem = guard_tail(12), *needle = guard_tail(5);
	unsigned bits, needle_bits;
	size_t len;

	for (bits = 0; bits < 1 << 12; bits += 19)
		for (len = 0; len <= 5; len++)
			for (needle_bits = 0; needle_bits < 1U << len;
			     needle_bits++) {
				spread(mem, bits, 12);
				spread(needle + 5 - len, needle_bits, len);
				check_row("object", bits);
				CHECK_PTR(memmem(mem, 12, needle + 5 - len, len),
					  slow_memmem(mem, 12, needle + 5 - len,
						      len));
			}
	check_row(NULL, 0);
	CHECK_PTR(memmem("abc", 3, "abcd", 4), 0);
	CHECK_PTR(memmem(mem + 12, 0, "a", 1), 0);
	memcpy(mem, "a\0bc\0bd\0bc\0e", 12);
	CHECK_PTR(memmem(mem, 12, "\0bc\0e", 5), mem + 7);
	CHECK_PTR(memmem(mem, 11, "\0bc\0e", 5), 0);
	return check_status();
}
