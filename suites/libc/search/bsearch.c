/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.22.5.1 bsearch: every present and absent key at every size; the key is the first argument of the comparison */
#include "check.h"
#include <stdlib.h>

static int key_is_first = 1;
static const int *low, *high;

/* The key is a short, the elements are ints: only the right order of arguments works. */
static int short_against_int(const void *key, const void *element)
{
	const int *e = element;
	int k = *(const short *)key;

	if (e < low || e >= high)
		key_is_first = 0;
	return (k > *e) - (k < *e);
}

static void every_key(int n)
{
	int v[64];
	size_t count = (size_t)n;

	low = v;
	high = v + n;
	for (int i = 0; i < n; i++)
		v[i] = 2 * i + 1;
	for (short key = 0; key <= 2 * n; key++) {
		int *found = bsearch(&key, v, count, sizeof(*v), short_against_int);

		CHECK_PTR(found, key % 2 ? v + key / 2 : NULL);
	}
}

static int odd_size(const void *key, const void *element)
{
	return *(const char *)key - *(const char *)element;
}

int main(void)
{
	char words[] = "aXXbXXcXXdXXe";
	int equal[9] = {4, 4, 4, 4, 4, 4, 4, 4, 4};
	short four = 4;
	int *found;

	for (int n = 0; n <= 40; n++) {
		check_row("size", n);
		every_key(n);
	}
	check_row(NULL, 0);
	CHECK(key_is_first);
	CHECK_PTR(bsearch("d", words, 5, 3, odd_size), words + 9);
	CHECK_PTR(bsearch("e", words, 4, 3, odd_size), NULL);
	low = equal;
	high = equal + 9;
	found = bsearch(&four, equal, 9, sizeof(*equal), short_against_int);
	CHECK(found >= equal && found < equal + 9); /* which of equal ones is not said */
	CHECK(key_is_first);
	return check_status();
}
