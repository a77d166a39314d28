/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX.1-2017 setrlimit RLIMIT_AS, malloc: memory runs out with ENOMEM, all blocks stay whole, freeing them makes room again. */
#define _DEFAULT_SOURCE
#include "check.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>

#define BLOCK (256 * 1024)
#define LIMIT (64 * 1024 * 1024)
#define MOST (2 * LIMIT / BLOCK)

static void *blocks[MOST];

static size_t allocate_all(void)
{
	size_t count = 0;

	errno = 0;
	while (count < MOST && (blocks[count] = malloc(BLOCK))) {
		/* Start and end, so that neither is another block's */
		memcpy(blocks[count], &count, sizeof(count));
		memcpy((char *)blocks[count] + BLOCK - sizeof(count), &count,
		       sizeof(count));
		count++;
	}
	return count;
}

static void free_all(size_t count)
{
	size_t i;

	for (i = 0; i < count; i++) {
		check_row("block", (intmax_t)i);
		CHECK_MEM(blocks[i], &i, sizeof(i));
		CHECK_MEM((char *)blocks[i] + BLOCK - sizeof(i), &i, sizeof(i));
		free(blocks[i]);
	}
	check_row(NULL, 0);
}

int main(void)
{
	struct rlimit limit;
	size_t first, again;
	void *map;

	REQUIRE(getrlimit(RLIMIT_AS, &limit) == 0);
	limit.rlim_cur = LIMIT;
	REQUIRE(setrlimit(RLIMIT_AS, &limit) == 0);
	/* An emulator may have no limit to give: that is no fault of malloc */
	map = mmap(NULL, 2 * LIMIT, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (map != MAP_FAILED)
		SKIP("RLIMIT_AS does not count here");
	first = allocate_all();
	CHECK(first > 0 && first < MOST);
	CHECK_INT(errno, ENOMEM);
	free_all(first);
	again = allocate_all();
	CHECK(again + 2 >= first);
	free_all(again);
	return check_status();
}
