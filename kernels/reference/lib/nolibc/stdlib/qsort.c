/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * qsort (ISO C11 7.22.5.2), qsort_r (POSIX.1-2024) and bsearch (7.22.5.1).
 *
 * Sorting is Williams' heap sort (CACM 7(6), 1964, algorithm 232): in place and
 * O(n log n) for every input, because neither memory nor deep recursion can be
 * had in a kernel. Element k has its children at 2k + 1 and 2k + 2.
 */
#include <stdlib.h>
#include <string.h>

#define SWAP_BYTES 64

struct sorting {
	char *base;
	size_t size; /* of an element, bytes */
	int (*compare)(const void *a, const void *b, void *arg);
	void *arg;
};

static void *element(const struct sorting *s, size_t index)
{
	return s->base + index * s->size;
}

static int compare(const struct sorting *s, size_t a, size_t b)
{
	return s->compare(element(s, a), element(s, b), s->arg);
}

static void swap(const struct sorting *s, size_t a, size_t b)
{
	char *left = element(s, a), *right = element(s, b);
	char held[SWAP_BYTES];
	size_t part, rest;

	for (rest = s->size; rest; rest -= part, left += part, right += part) {
		part = rest < sizeof(held) ? rest : sizeof(held);
		memcpy(held, left, part);
		memcpy(left, right, part);
		memcpy(right, held, part);
	}
}

/* Restores the heap of `count` elements below `root` */
static void sift_down(const struct sorting *s, size_t root, size_t count)
{
	size_t child;

	for (; root < count / 2; root = child) {
		child = 2 * root + 1;
		if (child + 1 < count && compare(s, child, child + 1) < 0)
			child++;
		if (compare(s, root, child) >= 0)
			return;
		swap(s, root, child);
	}
}

void qsort_r(void *base, size_t count, size_t size,
	     int (*compare_r)(const void *, const void *, void *), void *arg)
{
	struct sorting s = {
		.base = base, .size = size, .compare = compare_r, .arg = arg
	};
	size_t i;

	for (i = count / 2; i; i--)
		sift_down(&s, i - 1, count);
	for (i = count; i > 1; i--) {
		swap(&s, 0, i - 1);
		sift_down(&s, 0, i - 1);
	}
}

/* Passed through `arg`, because a function pointer does not fit into void * */
struct plain_compare {
	int (*compare)(const void *, const void *);
};

static int call_plain(const void *a, const void *b, void *arg)
{
	return ((const struct plain_compare *)arg)->compare(a, b);
}

void qsort(void *base, size_t count, size_t size,
	   int (*compare_plain)(const void *, const void *))
{
	struct plain_compare plain = {compare_plain};

	qsort_r(base, count, size, call_plain, &plain);
}

void *bsearch(const void *key, const void *base, size_t count, size_t size,
	      int (*compare_key)(const void *, const void *))
{
	const char *low = base;

	while (count) {
		const char *middle = low + count / 2 * size;
		int order = compare_key(key, middle);

		if (!order)
			return (void *)middle;
		if (order > 0) {
			low = middle + size;
			count -= count / 2 + 1;
		} else {
			count /= 2;
		}
	}
	return NULL;
}
