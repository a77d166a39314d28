/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * malloc on memory mappings: alignment, zeros, sizes small and large, exhaustion.
 */
#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <uk/test.h>

#define BLOCKS 300

UK_TESTCASE(musl, blocks_are_aligned_and_separate)
{
	static unsigned char *p[BLOCKS];
	size_t bad = 0;

	for (size_t i = 0; i < BLOCKS; i++) {
		p[i] = malloc(i * 37 + 1);
		UK_TEST_ASSERT(p[i] != NULL);
		bad += (uintptr_t)p[i] % 16;
		memset(p[i], (int)i, i * 37 + 1);
	}
	for (size_t i = 0; i < BLOCKS; i++) {
		bad += p[i][0] != (unsigned char)i;
		bad += p[i][i * 37] != (unsigned char)i;
		free(p[i]);
	}
	UK_TEST_EXPECT_ZERO(bad);
}

UK_TESTCASE(musl, calloc_is_zero_after_use)
{
	size_t bad = 0;

	for (int round = 0; round < 4; round++) {
		unsigned char *p = calloc(1000, 3);

		UK_TEST_ASSERT(p != NULL);
		for (size_t i = 0; i < 3000; i++)
			bad += p[i];
		memset(p, 0xff, 3000);
		free(p);
	}
	UK_TEST_EXPECT_ZERO(bad);
}

UK_TESTCASE(musl, realloc_keeps_the_content)
{
	char *p = malloc(10);

	UK_TEST_ASSERT(p != NULL);
	strcpy(p, "content");
	for (size_t size = 100; size <= 1000000; size *= 10) {
		p = realloc(p, size);
		UK_TEST_ASSERT(p != NULL);
		p[size - 1] = 1;
	}
	UK_TEST_EXPECT_ZERO(strcmp(p, "content"));
	free(p);
}

UK_TESTCASE(musl, alignment_up_to_pages)
{
	for (size_t align = 16; align <= 16384; align *= 4) {
		void *p = aligned_alloc(align, 100);

		UK_TEST_EXPECT_NOT_NULL(p);
		UK_TEST_EXPECT_ZERO((uintptr_t)p % align);
		free(p);
	}
}

UK_TESTCASE(musl, too_large_is_enomem)
{
	volatile size_t half = SIZE_MAX / 2;

	errno = 0;
	UK_TEST_EXPECT_NULL(malloc(half + 1));
	UK_TEST_EXPECT_SNUM_EQ(errno, ENOMEM);
	errno = 0;
	UK_TEST_EXPECT_NULL(calloc(half, 4));
	UK_TEST_EXPECT_SNUM_EQ(errno, ENOMEM);
}

UK_TESTCASE(musl, mapping_can_be_cut_and_protected)
{
	char *p = mmap(NULL, 4 * 4096, PROT_READ | PROT_WRITE,
		       MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	UK_TEST_EXPECT_SNUM_EQ(p == MAP_FAILED ? errno : 0, 0);
	UK_TEST_ASSERT(p != MAP_FAILED);
	p[0] = p[3 * 4096] = 1;
	UK_TEST_EXPECT_ZERO(munmap(p + 4096, 4096));
	UK_TEST_EXPECT_ZERO(mprotect(p + 2 * 4096, 4096, PROT_READ));
	UK_TEST_EXPECT_SNUM_EQ(p[2 * 4096], 0);
	UK_TEST_EXPECT_SNUM_EQ(p[3 * 4096], 1);
	UK_TEST_EXPECT_ZERO(munmap(p, 4 * 4096));
	UK_TEST_EXPECT_SNUM_EQ(munmap(p + 1, 4096), -1);
	UK_TEST_EXPECT_SNUM_EQ(errno, EINVAL);
}
