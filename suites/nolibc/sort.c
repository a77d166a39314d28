/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * qsort, qsort_r, bsearch (ISO C11 7.22.5): no elements and one, equal keys,
 * presorted input, elements of odd and large sizes, number of comparisons.
 */
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <uk/test.h>

#define MOST 257

static int numbers[MOST];
static unsigned long comparisons;

static int compare_ints(const void *a, const void *b)
{
	int left = *(const int *)a, right = *(const int *)b;

	comparisons++;
	return (left > right) - (left < right);
}

/* How the input of a row is made */
enum order { ASCENDING, DESCENDING, EQUAL, TWO_VALUES, ORGAN_PIPE, MIXED };

static const char *const order_names[] = {"ascending",	"descending", "equal",
					  "two values", "organ pipe", "mixed"};

static int make_number(enum order order, int i, int count)
{
	switch (order) {
	case ASCENDING:
		return i;
	case DESCENDING:
		return -i;
	case EQUAL:
		return 7;
	case TWO_VALUES:
		return i % 2;
	case ORGAN_PIPE:
		return i < count / 2 ? i : count - i;
	default:
		return (int)((unsigned int)i * 2654435761U);
	}
}

/* Order does not matter to it */
static unsigned long fingerprint(size_t count)
{
	unsigned long sum = 0;
	size_t i;

	for (i = 0; i < count; i++)
		sum += ((unsigned long)(unsigned int)numbers[i] + 1)
		       * 0x9e3779b97f4a7c15UL % 1000003;
	return sum;
}

static int sorts(enum order order, size_t count)
{
	unsigned long before;
	size_t i;

	for (i = 0; i < count; i++)
		numbers[i] = make_number(order, (int)i, (int)count);
	before = fingerprint(count);
	qsort(numbers, count, sizeof(numbers[0]), compare_ints);
	for (i = 1; i < count; i++) {
		if (numbers[i - 1] > numbers[i])
			return 0;
	}
	return fingerprint(count) == before;
}

UK_TESTCASE(nolibc, qsort_inputs)
{
	static const size_t counts[] = {0, 1, 2, 3, 4, 5, 7, 8, 9, 16, 31, MOST};
	size_t order, i;

	for (order = ASCENDING; order <= MIXED; order++) {
		for (i = 0; i < sizeof(counts) / sizeof(counts[0]); i++)
			UK_TEST_EXPECTF(sorts((enum order)order, counts[i]),
					"qsort of %zu numbers, %s", counts[i],
					order_names[order]);
	}
}

UK_TESTCASE(nolibc, qsort_worst_case_is_bounded)
{
	size_t order;

	/* 2 n log2 n is 4112 for 257; quadratic would be 33000 and more */
	for (order = ASCENDING; order <= MIXED; order++) {
		comparisons = 0;
		sorts((enum order)order, MOST);
		UK_TEST_EXPECTF(comparisons < 4200,
				"%s: %lu comparisons for %d numbers",
				order_names[order], comparisons, MOST);
	}
}

static int compare_bytes(const void *a, const void *b)
{
	return *(const unsigned char *)a - *(const unsigned char *)b;
}

/* Elements of `size` bytes, filled with their key: torn ones show */
static int sorts_elements(size_t size)
{
	static unsigned char elements[16 * 200];
	size_t i, k;

	for (i = 0; i < 16; i++)
		memset(elements + i * size, (int)(i * 5 % 16), size);
	qsort(elements, 16, size, compare_bytes);
	for (i = 0; i < 16; i++) {
		for (k = 0; k < size; k++) {
			if (elements[i * size + k] != i)
				return 0;
		}
	}
	return 1;
}

UK_TESTCASE(nolibc, qsort_element_sizes)
{
	static const size_t sizes[] = {1, 2, 3, 4, 7, 8, 12, 16, 31, 63, 64, 65,
				       127, 128, 129, 200};
	size_t i;

	for (i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++)
		UK_TEST_EXPECTF(sorts_elements(sizes[i]),
				"qsort of elements of %zu bytes", sizes[i]);
}

static int compare_by_table(const void *a, const void *b, void *rank)
{
	const int *table = rank;

	return table[*(const unsigned char *)a]
	       - table[*(const unsigned char *)b];
}

UK_TESTCASE(nolibc, qsort_r_passes_argument)
{
	static const int rank[] = {2, 0, 1};
	unsigned char keys[] = {0, 1, 2, 0};

	qsort_r(keys, 4, 1, compare_by_table, (void *)rank);
	UK_TEST_EXPECT_ZERO(memcmp(keys, "\1\2\0\0", 4));
}

/* Even numbers from 0: those are found, the odd ones between are not */
static int finds(int key, size_t count)
{
	int *hit;
	size_t i;

	for (i = 0; i < count; i++)
		numbers[i] = (int)i * 2;
	hit = bsearch(&key, numbers, count, sizeof(numbers[0]), compare_ints);
	if (key < 0 || key % 2 || (size_t)key / 2 >= count)
		return !hit;
	return hit == &numbers[key / 2];
}

UK_TESTCASE(nolibc, bsearch_each_position)
{
	size_t count;
	int key;

	for (count = 0; count < 20; count++) {
		int right = 0;

		for (key = -1; key <= (int)count * 2; key++)
			right += finds(key, count);
		UK_TEST_EXPECTF(right == (int)count * 2 + 2,
				"bsearch among %zu elements", count);
	}
}

static int compare_key(const void *key, const void *element)
{
	return *(const char *)key - *((const char *)element + 2);
}

UK_TESTCASE(nolibc, bsearch_key_first)
{
	/* key and elements differ in type, so the order of arguments counts */
	static const char table[][3] = {{"xxa"}, {"xxc"}, {"xxe"}};

	UK_TEST_EXPECT_PTR_EQ(bsearch("c", table, 3, 3, compare_key), table[1]);
	UK_TEST_EXPECT_NULL(bsearch("b", table, 3, 3, compare_key));
}
