/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX write O_APPEND: "no intervening file modification operation shall occur between changing the file offset and the write operation" */
#define _XOPEN_SOURCE 700
#include "files.h"
#include "threading.h"
#include <stdint.h>

#define THREADS 4
#define RECORDS 100

static void *appends(void *arg)
{
	int fd = open("log", O_WRONLY | O_APPEND);
	char record[17];

	REQUIRE(fd >= 0);
	for (int i = 0; i < RECORDS; i++) {
		snprintf(record, sizeof(record), "[%02d:%010d]\n", (int)(intptr_t)arg, i);
		if (!CHECK_INT(write(fd, record, 16), 16))
			break;
	}
	CHECK_INT(close(fd), 0);
	return NULL;
}

static void *shares_the_offset(void *arg)
{
	for (int i = 0; i < RECORDS; i++)
		if (!CHECK_INT(write(*(int *)arg, "0123456789abcde\n", 16), 16))
			break;
	return NULL;
}

static void in_parallel(void *(*run)(void *), void *arg)
{
	pthread_t threads[THREADS];

	for (intptr_t i = 0; i < THREADS; i++)
		threads[i] = start_thread(run, arg ? arg : (void *)i);
	for (int i = 0; i < THREADS; i++)
		join_thread(threads[i]);
}

int main(void)
{
	int next[THREADS] = {0}, fd;
	char line[40];
	FILE *f;

	files_enter();
	files_put("log", "");
	in_parallel(appends, NULL);
	REQUIRE((f = fopen("log", "r")) != NULL);
	for (int i = 0; i < THREADS * RECORDS; i++) {
		int thread = -1, number = -1;

		REQUIRE(fgets(line, sizeof(line), f) != NULL);
		if (!CHECK_INT(sscanf(line, "[%d:%d]", &thread, &number), 2) || !CHECK(thread >= 0 && thread < THREADS))
			break;
		CHECK_INT(number, next[thread]++); /* each thread's own in order, none lost */
	}
	CHECK_PTR(fgets(line, sizeof(line), f), NULL);
	CHECK_INT(fclose(f), 0);
	REQUIRE((fd = open("one", O_RDWR | O_CREAT, 0600)) >= 0);
	in_parallel(shares_the_offset, &fd); /* XSH 2.9.7: writes to one open file are atomic to each other */
	CHECK_INT(lseek(fd, 0, SEEK_CUR), THREADS * RECORDS * 16);
	CHECK_INT(lseek(fd, 0, SEEK_END), THREADS * RECORDS * 16);
	return check_status();
}
