/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Pseudo-random numbers, ISO C11 7.22.2 and rand_r (POSIX.1-2017). A Weyl
 * sequence (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators,
 * 2014) through a 32-bit mix, so that any seed will do and the period is 2^32.
 */
#include <stdlib.h>

#define WEYL_INCREMENT 0x9e3779b9U /* 2^32 / golden ratio, odd */

static unsigned int shared_seed = 1; /* 7.22.2.2: as if srand(1) was called */

static int mix(unsigned int x)
{
	x ^= x >> 16;
	x *= 0x85ebca6bU;
	x ^= x >> 13;
	x *= 0xc2b2ae35U;
	x ^= x >> 16;
	return (int)(x & RAND_MAX);
}

int rand_r(unsigned int *seed)
{
	*seed += WEYL_INCREMENT;
	return mix(*seed);
}

int rand(void)
{
	return mix(__atomic_add_fetch(&shared_seed, WEYL_INCREMENT,
				      __ATOMIC_RELAXED));
}

void srand(unsigned int seed)
{
	__atomic_store_n(&shared_seed, seed, __ATOMIC_RELAXED);
}
