/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX insque, remque: linear and circular lists, in the middle and at the ends */
#define _XOPEN_SOURCE 700
#include "check.h"
#include <search.h>
#include <stddef.h>

struct element {
	struct element *next, *prev;
	int value;
};

static void linear(void)
{
	struct element e[4] = {{NULL, NULL, 0}, {NULL, NULL, 1}, {NULL, NULL, 2}, {NULL, NULL, 3}};

	e[0].next = e[0].prev = &e[3]; /* the first insertion with no predecessor makes both null */
	insque(&e[0], NULL);
	CHECK(e[0].next == NULL && e[0].prev == NULL);
	insque(&e[2], &e[0]);
	CHECK(e[0].next == &e[2] && e[2].prev == &e[0] && e[2].next == NULL);
	insque(&e[1], &e[0]); /* in between */
	CHECK(e[0].next == &e[1] && e[1].prev == &e[0] && e[1].next == &e[2] && e[2].prev == &e[1]);
	insque(&e[3], &e[2]);
	CHECK(e[2].next == &e[3] && e[3].prev == &e[2] && e[3].next == NULL);
	remque(&e[1]);
	CHECK(e[0].next == &e[2] && e[2].prev == &e[0]);
	remque(&e[3]);
	CHECK_PTR(e[2].next, NULL);
	remque(&e[0]);
	CHECK_PTR(e[2].prev, NULL);
}

static void circular(void)
{
	struct element e[3] = {{NULL, NULL, 0}, {NULL, NULL, 1}, {NULL, NULL, 2}};

	e[0].next = e[0].prev = &e[0];
	insque(&e[1], &e[0]);
	CHECK(e[0].next == &e[1] && e[0].prev == &e[1] && e[1].next == &e[0] && e[1].prev == &e[0]);
	insque(&e[2], &e[1]);
	CHECK(e[1].next == &e[2] && e[2].next == &e[0] && e[0].prev == &e[2]);
	remque(&e[1]);
	CHECK(e[0].next == &e[2] && e[2].prev == &e[0]);
	remque(&e[2]);
	CHECK(e[0].next == &e[0] && e[0].prev == &e[0]);
}

int main(void)
{
	linear();
	circular();
	return check_status();
}
