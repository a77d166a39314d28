/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * CRC-32 as in IEEE 802.3, section 3.2.9: reflected polynomial 0xedb88320,
 * registers inverted before and after. The table of bytes is
 * made on first use.
 */
#include <uk/gcov.h>

#define POLYNOMIAL 0xedb88320u

static uint32_t table[256];

static void make_table(void)
{
	for (uint32_t i = 0; i < 256; i++) {
		uint32_t r = i;

		for (int bit = 0; bit < 8; bit++)
			r = r & 1 ? (r >> 1) ^ POLYNOMIAL : r >> 1;
		table[i] = r;
	}
}

static inline uint32_t step(uint32_t crc, uint8_t byte)
{
	return table[(crc ^ byte) & 0xff] ^ (crc >> 8);
}

uint32_t ukgcov_crc32(uint32_t crc, const void *data, size_t len)
{
	const uint8_t *p = data;

	/* Entry 255 is not 0 once made; making it twice does no harm. */
	if (table[255] == 0)
		make_table();
	crc = ~crc;
	for (; len >= 4; len -= 4, p += 4)
		crc = step(step(step(step(crc, p[0]), p[1]), p[2]), p[3]);
	while (len--)
		crc = step(crc, *p++);
	return ~crc;
}
