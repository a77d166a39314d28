/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX poll: 40 descriptors with writers in other threads: every byte is announced, none twice, several pollers at once */
#define _XOPEN_SOURCE 700
#include "threading.h"
#include <poll.h>
#include <stdint.h>
#include <unistd.h>

#define PIPES 40
#define BYTES 20

static int ends[PIPES][2];

static void *writes(void *arg)
{
	for (int i = 0; i < BYTES; i++)
		for (int k = (int)(intptr_t)arg; k < PIPES; k += 2)
			if (!CHECK_INT(write(ends[(k * 7 + i) % PIPES / 2 * 2 + k % 2][1], "x", 1), 1))
				return NULL;
	return NULL;
}

/* Reads what poll() announces until all bytes of its half are there. */
static void *polls(void *arg)
{
	struct pollfd set[PIPES / 2];
	int half = (int)(intptr_t)arg, got = 0;
	char text[BYTES];

	for (int i = 0; i < PIPES / 2; i++)
		set[i] = (struct pollfd){ends[2 * i + half][0], POLLIN, 0};
	while (got < PIPES / 2 * BYTES) {
		int ready = poll(set, PIPES / 2, 20000), seen = 0;

		if (!CHECK(ready > 0))
			break;
		for (int i = 0; i < PIPES / 2; i++)
			if (set[i].revents) {
				ssize_t n = read(set[i].fd, text, sizeof(text));

				CHECK_INT(set[i].revents, POLLIN);
				CHECK(n > 0);
				got += (int)n;
				seen++;
			}
		CHECK_INT(seen, ready);
	}
	CHECK_INT(got, PIPES / 2 * BYTES);
	return NULL;
}

int main(void)
{
	pthread_t threads[4];

	for (int i = 0; i < PIPES; i++)
		REQUIRE(pipe(ends[i]) == 0);
	for (intptr_t i = 0; i < 2; i++) {
		threads[i] = start_thread(polls, (void *)i);
		threads[2 + i] = start_thread(writes, (void *)i);
	}
	for (int i = 0; i < 4; i++)
		join_thread(threads[i]);
	return check_status();
}
