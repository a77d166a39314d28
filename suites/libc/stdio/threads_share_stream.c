/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX.1-2017 2.5, flockfile: calls on one stream by many threads are whole: no line is torn, none is lost. */
#define _XOPEN_SOURCE 700
#include "check.h"

#include <pthread.h>
#include <stdio.h>
#include <string.h>

#define THREADS 4
#define LINES 250

static FILE *stream;

static void *write_lines(void *arg)
{
	int i, id = *(int *)arg;

	for (i = 0; i < LINES; i++)
		fprintf(stream, "<%d:%d:%s>\n", id, i, "abcdefghijklmnopqrst");
	return NULL;
}

int main(void)
{
	pthread_t threads[THREADS];
	int ids[THREADS], next[THREADS] = { 0 }, id, number, i;
	char line[80], tail[32];

	stream = tmpfile();
	REQUIRE(stream);
	for (i = 0; i < THREADS; i++) {
		ids[i] = i;
		REQUIRE(!pthread_create(&threads[i], NULL, write_lines, &ids[i]));
	}
	for (i = 0; i < THREADS; i++)
		REQUIRE(!pthread_join(threads[i], NULL));
	rewind(stream);
	for (i = 0; fgets(line, sizeof(line), stream); i++) {
		check_row("line", i);
		REQUIRE(sscanf(line, "<%d:%d:%31[a-t>]", &id, &number, tail) == 3);
		REQUIRE(id >= 0 && id < THREADS);
		CHECK_STR(tail, "abcdefghijklmnopqrst>");
		CHECK_INT(number, next[id]++);
	}
	check_row(NULL, 0);
	CHECK_INT(i, THREADS * LINES);
	fclose(stream);
	return check_status();
}
