/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX.1-2017 flockfile, ftrylockfile, funlockfile: a lock counts within a thread; the unlocked functions work beneath it. */
#define _XOPEN_SOURCE 700
#include "check.h"

#include <pthread.h>
#include <stdio.h>

static FILE *stream;

static void *other_thread(void *arg)
{
	*(int *)arg = ftrylockfile(stream);
	if (!*(int *)arg)
		funlockfile(stream);
	return NULL;
}

static int try_in_thread(void)
{
	pthread_t thread;
	int result = -1;

	REQUIRE(pthread_create(&thread, NULL, other_thread, &result) == 0);
	REQUIRE(pthread_join(thread, NULL) == 0);
	return result;
}

int main(void)
{
	stream = tmpfile();
	REQUIRE(stream);
	CHECK_INT(try_in_thread(), 0);
	flockfile(stream);
	CHECK_INT(ftrylockfile(stream), 0);
	CHECK_INT(putc_unlocked('u', stream), 'u');
	CHECK_INT(fputc('l', stream), 'l');
	CHECK(try_in_thread() != 0);
	funlockfile(stream);
	CHECK(try_in_thread() != 0);
	rewind(stream);
	CHECK_INT(getc_unlocked(stream), 'u');
	funlockfile(stream);
	CHECK_INT(try_in_thread(), 0);
	CHECK_INT(getc(stream), 'l');
	fclose(stream);
	return check_status();
}
