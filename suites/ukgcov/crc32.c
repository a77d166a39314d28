/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The check sums of the manifest, against published values.
 */
#include <string.h>
#include <uk/gcov.h>
#include <uk/test.h>

UK_TESTCASE(ukgcov, crc32_known_values)
{
	static const uint8_t zeroes[32];
	uint8_t ones[32];

	memset(ones, 0xff, sizeof(ones));
	UK_TEST_EXPECT_SNUM_EQ(ukgcov_crc32(0, "", 0), 0);
	UK_TEST_EXPECT_SNUM_EQ(ukgcov_crc32(0, "a", 1), 0xe8b7be43u);
	UK_TEST_EXPECT_SNUM_EQ(ukgcov_crc32(0, "123456789", 9), 0xcbf43926u);
	UK_TEST_EXPECT_SNUM_EQ(ukgcov_crc32(0, zeroes, 32), 0x190a55adu);
	UK_TEST_EXPECT_SNUM_EQ(ukgcov_crc32(0, ones, 32), 0xff6cab0bu);
}

UK_TESTCASE(ukgcov, crc32_in_pieces)
{
	static const char text[] = "The quick brown fox jumps over the lazy dog";
	size_t len = sizeof(text) - 1;
	unsigned int wrong = 0;

	for (size_t cut = 0; cut <= len; cut++) {
		uint32_t crc = ukgcov_crc32(0, text, cut);

		crc = ukgcov_crc32(crc, text + cut, len - cut);
		wrong += crc != 0x414fa339u;
	}
	UK_TEST_EXPECT_ZERO(wrong);
}

UK_TESTCASE(ukgcov, crc32_sees_each_bit)
{
	uint8_t data[16] = { 0 };
	uint32_t clean = ukgcov_crc32(0, data, sizeof(data));
	unsigned int missed = 0;

	for (unsigned int bit = 0; bit < 8 * sizeof(data); bit++) {
		data[bit / 8] ^= (uint8_t)(1u << (bit % 8));
		missed += ukgcov_crc32(0, data, sizeof(data)) == clean;
		data[bit / 8] ^= (uint8_t)(1u << (bit % 8));
	}
	UK_TEST_EXPECT_ZERO(missed);
}
