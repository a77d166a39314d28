/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX pipe between threads: readers wait for data, writers for room, nothing is lost; atomic writes are not mixed */
#define _XOPEN_SOURCE 700
#include "threading.h"
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#define RECORDS 400
#define WRITERS 3
#define SIZE 512

static int ends[2];

static void *writes(void *arg)
{
	char record[SIZE];

	memset(record, (int)(intptr_t)arg, SIZE);
	for (int i = 0; i < RECORDS; i++)
		if (!CHECK_INT(write(ends[1], record, SIZE), SIZE))
			break;
	return NULL;
}

static int read_record(char *record)
{
	int got = 0;

	while (got < SIZE) {
		ssize_t n = read(ends[0], record + got, (size_t)(SIZE - got));

		if (n <= 0)
			return 0;
		got += (int)n;
	}
	return 1;
}

static void *writes_later(void *arg)
{
	sleep_ms(5);
	CHECK_INT(write(ends[1], "!", 1), 1);
	return arg;
}

int main(void)
{
	pthread_t threads[WRITERS], late;
	int counts[WRITERS + 1] = {0};
	char record[SIZE], c = 0;

	REQUIRE(pipe(ends) == 0);
	late = start_thread(writes_later, NULL);
	CHECK_INT(read(ends[0], &c, 1), 1); /* waits */
	CHECK_INT(c, '!');
	join_thread(late);
	for (intptr_t i = 0; i < WRITERS; i++)
		threads[i] = start_thread(writes, (void *)(i + 1));
	for (int i = 0; i < WRITERS * RECORDS; i++) {
		if (!CHECK(read_record(record)) || !CHECK(record[0] >= 1 && record[0] <= WRITERS))
			break;
		counts[(int)record[0]]++;
		for (int k = 1; k < SIZE; k++)
			if (record[k] != record[0]) {
				CHECK_INT(record[k], record[0]);
				return check_status();
			}
	}
	for (int i = 0; i < WRITERS; i++) {
		join_thread(threads[i]);
		CHECK_INT(counts[i + 1], RECORDS);
	}
	return check_status();
}
