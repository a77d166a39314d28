/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX mmap, malloc, pthread_create: where no address is left, each fails with its error; what is given back is used again */
#define _DEFAULT_SOURCE
#include "check.h"
#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <sys/mman.h>

#define SMALLEST 4096UL
#define LARGEST (1UL << 62)
#define PIECE (1UL << 22)

static void *reserve(size_t size)
{
	return mmap(NULL, size, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
}

/* From large to small, until there is no room for a page: one of the pieces on the way */
static void *fill(void)
{
	void *piece = NULL;

	for (size_t size = LARGEST; size >= SMALLEST; size /= 2) {
		void *last;

		while ((last = reserve(size)) != MAP_FAILED)
			if (size >= PIECE)
				piece = last;
		CHECK_INT(errno, ENOMEM);
	}
	return piece;
}

static void *start(void *arg)
{
	return arg;
}

int main(void)
{
	pthread_t thread;
	void *piece, *block;

	piece = fill();
	REQUIRE(piece != NULL);
	errno = 0;
	CHECK(reserve(SMALLEST) == MAP_FAILED);
	CHECK_INT(errno, ENOMEM);
	errno = 0;
	CHECK(malloc(PIECE / 2) == NULL);
	CHECK_INT(errno, ENOMEM);
	CHECK_INT(pthread_create(&thread, NULL, start, NULL), EAGAIN);

	CHECK_INT(munmap(piece, PIECE), 0);
	block = malloc(PIECE / 2);
	CHECK(block != NULL);
	free(block);
	return check_status();
}
