/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX lsearch, lfind: linear search, appending what is absent and counting it; elements of any size */
#define _XOPEN_SOURCE 700
#include "check.h"
#include <search.h>
#include <string.h>

static int by_value(const void *a, const void *b)
{
	return *(const int *)a != *(const int *)b;
}

static int by_three_bytes(const void *a, const void *b)
{
	return memcmp(a, b, 3);
}

int main(void)
{
	int table[6] = {5, 3, 8, 0, 0, -7}, key = 8;
	char triples[16] = "abcdef";
	size_t used = 3;

	CHECK_PTR(lfind(&key, table, &used, sizeof(*table), by_value), table + 2);
	CHECK_UINT(used, 3);
	key = 4;
	CHECK_PTR(lfind(&key, table, &used, sizeof(*table), by_value), NULL);
	CHECK_UINT(used, 3);
	CHECK_INT(table[3], 0);
	CHECK_PTR(lsearch(&key, table, &used, sizeof(*table), by_value), table + 3);
	CHECK_UINT(used, 4);
	CHECK_INT(table[3], 4);
	CHECK_PTR(lsearch(&key, table, &used, sizeof(*table), by_value), table + 3);
	CHECK_UINT(used, 4);
	key = 5;
	CHECK_PTR(lsearch(&key, table, &used, sizeof(*table), by_value), table);
	CHECK_UINT(used, 4);
	CHECK_INT(table[4], 0);
	CHECK_INT(table[5], -7);
	used = 0;
	CHECK_PTR(lfind(&key, table, &used, sizeof(*table), by_value), NULL);
	used = 2;
	CHECK_PTR(lfind("def", triples, &used, 3, by_three_bytes), triples + 3);
	CHECK_PTR(lfind("bcd", triples, &used, 3, by_three_bytes), NULL);
	CHECK_PTR(lsearch("xyz", triples, &used, 3, by_three_bytes), triples + 6);
	CHECK_STR(triples, "abcdefxyz");
	return check_status();
}
