/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX random, srandom, initstate, setstate; ISO C11 7.22.2 rand, srand: sequences repeat with the seed, states are kept apart */
#define _XOPEN_SOURCE 700
#include "check.h"
#include <stdint.h>
#include <stdlib.h>

static void sequences_repeat(void)
{
	long first[20];
	int with_rand[20];

	srandom(42);
	for (int i = 0; i < 20; i++) {
		first[i] = random();
		CHECK(first[i] >= 0 && first[i] <= 0x7fffffff);
	}
	srandom(42);
	for (int i = 0; i < 20; i++)
		CHECK_INT(random(), first[i]);
	srandom(43);
	CHECK(random() != first[0] || random() != first[1]);
	srand(7);
	for (int i = 0; i < 20; i++) {
		with_rand[i] = rand();
		CHECK(with_rand[i] >= 0 && with_rand[i] <= RAND_MAX);
	}
	srand(7);
	for (int i = 0; i < 20; i++)
		CHECK_INT(rand(), with_rand[i]);
	CHECK(RAND_MAX >= 32767);
}

static void states_are_kept_apart(void)
{
	uint32_t a[32], b[32]; /* aligned for any implementation */
	char *before = initstate(1, (char *)a, sizeof(a));
	long of_a[10];

	CHECK(before != NULL);
	for (int i = 0; i < 10; i++)
		of_a[i] = random();
	CHECK_PTR(initstate(1, (char *)b, sizeof(b)), a);
	for (int i = 0; i < 5; i++)
		CHECK_INT(random(), of_a[i]); /* the same seed and size */
	CHECK_PTR(setstate((char *)a), b);
	srandom(1);
	for (int i = 0; i < 10; i++)
		CHECK_INT(random(), of_a[i]);
	CHECK_PTR(setstate((char *)b), a); /* goes on where it was */
	for (int i = 5; i < 10; i++)
		CHECK_INT(random(), of_a[i]);
	CHECK_PTR(setstate(before), b);
}

int main(void)
{
	unsigned seed = 5;
	int first = rand_r(&seed);

	sequences_repeat();
	states_are_kept_apart();
	CHECK(first >= 0 && first <= RAND_MAX);
	CHECK(seed != 5);
	seed = 5;
	CHECK_INT(rand_r(&seed), first);
	return check_status();
}
