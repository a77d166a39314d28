/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.24.2.1 memcpy: objects much larger than caches and pages arrive whole, at any alignment. */
#include "check.h"

#include <stdint.h>
#include <string.h>

#define LARGEST (700 * 1024 + 64)

static unsigned char src[LARGEST], dst[LARGEST];

static void fill(unsigned char *mem, size_t len)
{
	uint32_t state = 1;

	while (len--) {
		state = state * 1664525 + 1013904223;
		*mem++ = (unsigned char)(state >> 24);
	}
}

static size_t first_difference(const unsigned char *a, const unsigned char *b,
			       size_t len)
{
	size_t i = 0;

	while (i < len && a[i] == b[i])
		i++;
	return i;
}

int main(void)
{
	static const size_t lengths[] = { 4095,  4096,   4097,	 65536 + 13,
					  262143, 700 * 1024 };
	size_t i;

	fill(src, LARGEST);
	for (i = 0; i < sizeof(lengths) / sizeof(*lengths); i++) {
		size_t len = lengths[i], from = i * 3 % 17, to = 1 + i * 5 % 13;

		check_row("length", (intmax_t)len);
		dst[to - 1] = dst[to + len] = 0xa5;
		memcpy(dst + to, src + from, len);
		CHECK_UINT(first_difference(dst + to, src + from, len), len);
		CHECK_INT(dst[to - 1], 0xa5);
		CHECK_INT(dst[to + len], 0xa5);
	}
	return check_status();
}
