/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.22.5.2 qsort: 6000 elements in the orders where quadratic time or deep recursion would show as a time-out */
#include "check.h"
#include <stdlib.h>

#define COUNT 6000

static int v[COUNT];

static int by_value(const void *a, const void *b)
{
	return *(const int *)a - *(const int *)b;
}

static void all_in_order(void)
{
	for (int i = 0; i < COUNT; i++)
		if (v[i] != i) {
			CHECK_INT(v[i], i);
			return;
		}
	CHECK(1);
}

int main(void)
{
	for (int i = 0; i < COUNT; i++)
		v[i] = COUNT - 1 - i;
	qsort(v, COUNT, sizeof(*v), by_value);
	all_in_order();
	qsort(v, COUNT, sizeof(*v), by_value);
	all_in_order();
	for (int i = 0; i < COUNT; i++) /* organ pipe of different values */
		v[i] = i < COUNT / 2 ? 2 * i : 2 * (COUNT - 1 - i) + 1;
	qsort(v, COUNT, sizeof(*v), by_value);
	all_in_order();
	for (int i = 0; i < COUNT; i++)
		v[i] = (int)((unsigned)i * 7919u % COUNT); /* 7919 is prime to 6000 */
	qsort(v, COUNT, sizeof(*v), by_value);
	all_in_order();
	return check_status();
}
