/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX twalk: three visits of an inner node and one of a leaf, the second in ascending order, depth counted from the root */
#define _XOPEN_SOURCE 700
#include "check.h"
#include <search.h>
#include <string.h>

#define COUNT 100

static int keys[COUNT], visits[COUNT][4], depth[COUNT];
static int last_seen, deepest, at_the_root;

static int by_value(const void *a, const void *b)
{
	return *(const int *)a - *(const int *)b;
}

static void visit(const void *node, VISIT which, int level)
{
	int key = **(int *const *)node;

	visits[key][which]++;
	if (visits[key][preorder] + visits[key][leaf] == 1 && (which == preorder || which == leaf))
		depth[key] = level;
	CHECK_INT(level, depth[key]);
	if (level == 0 && (which == preorder || which == leaf))
		at_the_root++;
	if (level > deepest)
		deepest = level;
	if (which == postorder || which == leaf) { /* "postorder" is the second visit */
		CHECK_INT(key, last_seen + 1);
		last_seen = key;
	}
}

static void walk(void *root, int count)
{
	memset(visits, 0, sizeof(visits));
	last_seen = -1;
	at_the_root = 0;
	twalk(root, visit);
	CHECK_INT(last_seen, count - 1);
	CHECK_INT(at_the_root, count > 0);
	for (int i = 0; i < count; i++) {
		int inner = visits[i][preorder] == 1 && visits[i][postorder] == 1 && visits[i][endorder] == 1 && !visits[i][leaf];
		int a_leaf = !visits[i][preorder] && !visits[i][postorder] && !visits[i][endorder] && visits[i][leaf] == 1;

		CHECK(inner || a_leaf);
	}
}

int main(void)
{
	void *root = NULL;

	walk(root, 0);
	for (int i = 0; i < COUNT; i++) {
		keys[i] = i;
		REQUIRE(tsearch(&keys[i], &root, by_value) != NULL);
		if (i < 10)
			walk(root, i + 1);
	}
	walk(root, COUNT);
	CHECK(deepest >= 6); /* 100 nodes need seven levels at least */
	for (int i = COUNT - 1; i >= 50; i--)
		CHECK(tdelete(&keys[i], &root, by_value) != NULL);
	walk(root, 50);
	return check_status();
}
