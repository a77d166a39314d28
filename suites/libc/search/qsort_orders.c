/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.22.5.2 qsort: the orders that hurt naive algorithms, at every size up to 70 and at some powers of two around */
#include "check.h"
#include <stdlib.h>
#include <string.h>

#define MAX 1025

static unsigned long long state = 0x9e3779b97f4a7c15u;

static int next_random(void)
{
	state = state * 6364136223846793005u + 1442695040888963407u;
	return (int)(state >> 40);
}

static int at(int pattern, int i, int n)
{
	switch (pattern) {
	case 0: return i; /* sorted */
	case 1: return n - i; /* reversed */
	case 2: return i < n / 2 ? i : n - i; /* organ pipe */
	case 3: return 7; /* all equal */
	case 4: return i % 2; /* two values in turn */
	case 5: return i % 5 - 2 * (i % 3); /* saw teeth */
	case 6: return i == n / 2 ? -1 : i; /* one out of place */
	case 7: return (i * 2) % (n + 1); /* two runs */
	default: return next_random();
	}
}

static int by_value(const void *a, const void *b)
{
	int x = *(const int *)a, y = *(const int *)b;

	return (x > y) - (x < y);
}

/* Sorted, and the same values as before: equal sums of a mixing function. */
static unsigned long long fingerprint(const int *v, int n)
{
	unsigned long long sum = 0;

	for (int i = 0; i < n; i++) {
		unsigned long long h = (unsigned)v[i] * 0x9e3779b97f4a7c15u;

		sum += h ^ h >> 29;
	}
	return sum;
}

static void sort_one(int pattern, int n)
{
	static int v[MAX + 2];
	unsigned long long before;

	v[0] = v[n + 1] = 0x5a5a5a5a;
	for (int i = 0; i < n; i++)
		v[i + 1] = at(pattern, i, n);
	before = fingerprint(v + 1, n);
	qsort(v + 1, (size_t)n, sizeof(*v), by_value);
	CHECK_UINT(fingerprint(v + 1, n), before);
	for (int i = 1; i < n; i++)
		if (v[i] > v[i + 1]) {
			CHECK(v[i] <= v[i + 1]);
			break;
		}
	CHECK(v[0] == 0x5a5a5a5a && v[n + 1] == 0x5a5a5a5a);
}

int main(void)
{
	static const int sizes[] = {127, 128, 129, 511, 512, 513, 1000, MAX};

	for (int pattern = 0; pattern < 9; pattern++) {
		check_row("pattern", pattern);
		for (int n = 0; n <= 70; n++)
			sort_one(pattern, n);
		for (unsigned i = 0; i < sizeof(sizes) / sizeof(*sizes); i++)
			sort_one(pattern, sizes[i]);
	}
	return check_status();
}
