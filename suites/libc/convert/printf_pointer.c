/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.21.6.1, 7.21.6.2 %p: what printf writes, scanf reads back as the same pointer. */
#include "check.h"

#include <stdio.h>
#include <stdlib.h>

static int object;

static void round_trip(void *pointer)
{
	void *back = &back;
	char out[64];

	CHECK(snprintf(out, sizeof(out), "%p", pointer) > 0);
	CHECK_INT(sscanf(out, "%p", &back), 1);
	CHECK_PTR(back, pointer);
}

int main(void)
{
	void *heap = malloc(10);
	char a[64], b[64];
	int local;

	round_trip(&object);
	round_trip(&local);
	round_trip(heap);
	round_trip((char *)&object + 1);
	snprintf(a, sizeof(a), "%p", (void *)&object);
	snprintf(b, sizeof(b), "%20p|", (void *)&object);
	CHECK_INT(b[20], '|');
	CHECK_INT(b[19], a[__builtin_strlen(a) - 1]);
	free(heap);
	return check_status();
}
