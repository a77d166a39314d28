/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * memcpy, memmove, memset (ISO C11 7.24.2.1, 7.24.2.2, 7.24.6.1): all alignments,
 * lengths around the word and block sizes an implementation may use, overlap in
 * both directions, and not a byte outside of the destination.
 */
#include <stdbool.h>
#include <stddef.h>
#include <string.h>
#include <uk/test.h>

#define AREA 256
#define MARGIN 32

#define WORDS (AREA / sizeof(unsigned long))

typedef unsigned char bytes_t[AREA] __attribute__((aligned(8)));
typedef unsigned long __attribute__((may_alias)) word_t;

static bytes_t area, model, source;

static const size_t lengths[] = {0,  1,	 2,  3,	 7,  8,	 9,  15, 16,
				 17, 23, 24, 31, 32, 33, 40, 63, 64,
				 65, 95, 96, 97, 127, 128, 129};
#define LENGTHS (sizeof(lengths) / sizeof(lengths[0]))

/* Words, since an emulator pays for each loop; their bytes differ all the same */
static void fill(bytes_t mem, unsigned int seed)
{
	word_t *word = (word_t *)mem;
	size_t i;

	for (i = 0; i < WORDS; i++)
		word[i] = (i * 256 + seed) * 0x9e3779b97f4a7c15UL;
}

/* @return whether what is there is what should be */
static bool is_as_model(void)
{
	const word_t *is = (const word_t *)area, *should = (const word_t *)model;
	size_t i;

	for (i = 0; i < WORDS && is[i] == should[i]; i++)
		;
	return i == WORDS;
}

static void model_move(size_t to, size_t from, size_t len)
{
	unsigned char held[AREA];
	size_t i;

	for (i = 0; i < len; i++)
		held[i] = model[from + i];
	for (i = 0; i < len; i++)
		model[to + i] = held[i];
}

/* @return the first length that is copied wrongly, or -1 */
static long bad_copy_length(size_t to, size_t from)
{
	size_t i, k;

	for (k = 0; k < LENGTHS; k++) {
		fill(area, 1);
		fill(model, 1);
		fill(source, 77);
		for (i = 0; i < lengths[k]; i++)
			model[MARGIN + to + i] = source[from + i];
		memcpy(area + MARGIN + to, source + from, lengths[k]);
		if (!is_as_model())
			return (long)lengths[k];
	}
	return -1;
}

UK_TESTCASE(nolibc, memcpy_alignments)
{
	size_t to, from;

	for (to = 0; to < 8; to++) {
		for (from = 0; from < 8; from++)
			UK_TEST_EXPECTF(bad_copy_length(to, from) == -1,
					"memcpy to +%zu from +%zu: %zu lengths",
					to, from, LENGTHS);
	}
}

UK_TESTCASE(nolibc, memcpy_returns_destination)
{
	UK_TEST_EXPECT_PTR_EQ(memcpy(area + 3, source, 5), area + 3);
	UK_TEST_EXPECT_PTR_EQ(memcpy(area + 3, source, 0), area + 3);
}

UK_TESTCASE(nolibc, memcpy_zero_length)
{
	fill(area, 9);
	fill(model, 9);
	memcpy(area + 10, area + 90, 0);
	UK_TEST_EXPECT(is_as_model());
}

/* @return the first length that is moved wrongly, or -1 */
static long bad_move_length(size_t to, size_t from)
{
	size_t k;

	for (k = 0; k < LENGTHS; k++) {
		fill(area, 5);
		fill(model, 5);
		model_move(to, from, lengths[k]);
		memmove(area + to, area + from, lengths[k]);
		if (!is_as_model())
			return (long)lengths[k];
	}
	return -1;
}

static const long distances[] = {0, 1, 2, 4, 7, 8, 9, 15, 16, 17, 31, 32, 33, 63};
#define DISTANCES (sizeof(distances) / sizeof(distances[0]))

UK_TESTCASE(nolibc, memmove_overlap_down)
{
	size_t i, start;

	for (i = 0; i < DISTANCES; i++) {
		for (start = 0; start < 3; start++)
			UK_TEST_EXPECTF(
				bad_move_length(start, start + distances[i])
					== -1,
				"memmove to +%zu, %ld bytes down", start,
				distances[i]);
	}
}

UK_TESTCASE(nolibc, memmove_overlap_up)
{
	size_t i, start;

	for (i = 0; i < DISTANCES; i++) {
		for (start = 0; start < 3; start++)
			UK_TEST_EXPECTF(
				bad_move_length(start + distances[i], start)
					== -1,
				"memmove from +%zu, %ld bytes up", start,
				distances[i]);
	}
}

UK_TESTCASE(nolibc, memmove_returns_destination)
{
	UK_TEST_EXPECT_PTR_EQ(memmove(area + 1, area + 2, 9), area + 1);
	UK_TEST_EXPECT_PTR_EQ(memmove(area + 2, area + 1, 9), area + 2);
	UK_TEST_EXPECT_PTR_EQ(memmove(area, area, 0), area);
}

/* @return the first length that is set wrongly, or -1 */
static long bad_set_length(size_t to, int byte)
{
	size_t i, k;

	for (k = 0; k < LENGTHS; k++) {
		fill(area, 3);
		fill(model, 3);
		for (i = 0; i < lengths[k]; i++)
			model[MARGIN + to + i] = (unsigned char)byte;
		memset(area + MARGIN + to, byte, lengths[k]);
		if (!is_as_model())
			return (long)lengths[k];
	}
	return -1;
}

UK_TESTCASE(nolibc, memset_alignments)
{
	size_t to;

	for (to = 0; to < 9; to++)
		UK_TEST_EXPECTF(bad_set_length(to, 0xa5) == -1,
				"memset at +%zu: %zu lengths", to, LENGTHS);
}

UK_TESTCASE(nolibc, memset_takes_low_byte)
{
	static const int bytes[] = {0, 255, -1, 256, 0x1234, -256};
	size_t i;

	for (i = 0; i < sizeof(bytes) / sizeof(bytes[0]); i++)
		UK_TEST_EXPECTF(bad_set_length(1, bytes[i]) == -1,
				"memset with %d", bytes[i]);
	UK_TEST_EXPECT_PTR_EQ(memset(area + 7, 1, 2), area + 7);
}
