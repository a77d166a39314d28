/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.22.5.2 qsort: comparison results may be any int, also INT_MIN, whose negation overflows (wrong order in several libraries) */
#include "check.h"
#include <limits.h>
#include <stdlib.h>

static int extreme(const void *a, const void *b)
{
	int x = *(const int *)a, y = *(const int *)b;

	return x < y ? INT_MIN : x > y ? INT_MAX : 0;
}

int main(void)
{
	static int v[1000];
	int key = 500, absent = 10001;

	for (int n = 0; n <= 1000; n = n * 2 + 1) {
		check_row("size", n);
		for (int i = 0; i < n; i++)
			v[i] = (i * 7919 + 3) % 1009;
		qsort(v, (size_t)n, sizeof(*v), extreme);
		for (int i = 1; i < n; i++)
			if (!CHECK(v[i - 1] < v[i]))
				break;
	}
	check_row(NULL, 0);
	for (int i = 0; i < 1000; i++)
		v[i] = i;
	CHECK_PTR(bsearch(&key, v, 1000, sizeof(*v), extreme), v + 500);
	CHECK_PTR(bsearch(&absent, v, 1000, sizeof(*v), extreme), NULL);
	v[0] = INT_MAX;
	v[1] = INT_MIN;
	v[2] = 0;
	qsort(v, 3, sizeof(*v), extreme);
	CHECK(v[0] == INT_MIN && v[1] == 0 && v[2] == INT_MAX);
	return check_status();
}
