/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.22.5 p3, 7.22.5.2 qsort: comparisons only inside the array, never with nothing to sort; the comparison may call qsort itself */
#include "check.h"
#include <stdlib.h>

static const int *first, *past;
static int calls, outside;

static int watched(const void *a, const void *b)
{
	const int *x = a, *y = b;

	calls++;
	/* A copy elsewhere is allowed (implementations may hold a temporary), a pointer just past the array is not. */
	if (x == past || y == past || x == first - 1 || y == first - 1)
		outside++;
	return (*x > *y) - (*x < *y);
}

static int backwards(const void *a, const void *b)
{
	int x = *(const int *)a, y = *(const int *)b;

	return (x < y) - (x > y);
}

static int sorts_inside(const void *a, const void *b)
{
	int inner[] = {3, 1, 4, 1, 5, 9, 2, 6};

	qsort(inner, 8, sizeof(*inner), backwards);
	if (inner[0] != 9 || inner[7] != 1)
		outside++;
	return (*(const int *)a > *(const int *)b) - (*(const int *)a < *(const int *)b);
}

int main(void)
{
	int v[42], n = 40;

	first = v + 1;
	past = v + 1 + n;
	v[0] = -1000;
	v[n + 1] = 1000;
	for (int i = 0; i < n; i++)
		v[i + 1] = (i * 17) % n;
	qsort(v + 1, (size_t)n, sizeof(*v), watched);
	CHECK(calls >= n - 1);
	CHECK_INT(outside, 0);
	for (int i = 0; i < n; i++)
		CHECK_INT(v[i + 1], i);
	calls = 0;
	qsort(v, 0, sizeof(*v), watched);
	CHECK_INT(calls, 0);
	for (int i = 0; i < n; i++)
		v[i + 1] = (i * 23) % n;
	qsort(v + 1, (size_t)n, sizeof(*v), sorts_inside);
	CHECK_INT(outside, 0);
	for (int i = 0; i < n; i++)
		CHECK_INT(v[i + 1], i);
	return check_status();
}
