/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX tsearch, tfind, tdelete: insertion in bad orders, what each returns, deletion down to the empty tree */
#define _XOPEN_SOURCE 700
#include "check.h"
#include <search.h>
#include <stdlib.h>

#define COUNT 400

static int keys[COUNT];

static int by_value(const void *a, const void *b)
{
	return *(const int *)a - *(const int *)b;
}

static void build(void **root, int step)
{
	for (int i = 0; i < COUNT; i++) {
		int *key = &keys[i * step % COUNT];
		int **node = tsearch(key, root, by_value);

		if (!CHECK(node && *node == key))
			return;
	}
}

static void lookups(void **root)
{
	for (int i = 0; i < COUNT; i++) {
		int wanted = i, again = i;
		int **node = tfind(&wanted, root, by_value);

		if (!CHECK(node && *node == &keys[i]))
			return;
		/* An equal key is found, not inserted. */
		CHECK_PTR(tsearch(&again, root, by_value), node);
		CHECK_PTR(*node, &keys[i]);
	}
	CHECK_PTR(tfind(&(int){COUNT}, root, by_value), NULL);
	CHECK_PTR(tfind(&(int){-1}, root, by_value), NULL);
}

static void take_down(void **root, int step)
{
	CHECK_PTR(tdelete(&(int){COUNT + 5}, root, by_value), NULL);
	for (int i = 0; i < COUNT; i++) {
		int key = i * step % COUNT;

		if (!CHECK(tdelete(&key, root, by_value) != NULL))
			return;
		CHECK_PTR(tfind(&key, root, by_value), NULL);
	}
	CHECK_PTR(*root, NULL);
}

int main(void)
{
	void *root = NULL;

	for (int i = 0; i < COUNT; i++)
		keys[i] = i;
	CHECK_PTR(tfind(&keys[0], &root, by_value), NULL);
	CHECK_PTR(tdelete(&keys[0], &root, by_value), NULL);
	build(&root, 1); /* ascending */
	lookups(&root);
	take_down(&root, 1);
	build(&root, COUNT - 1); /* descending after the first */
	lookups(&root);
	take_down(&root, 7);
	build(&root, 7);
	lookups(&root);
	take_down(&root, COUNT - 1);
	return check_status();
}
