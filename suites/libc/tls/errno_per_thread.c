/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.5 errno, POSIX XSH 2.3: thread-local, zero at the start, never set to zero by a function, a modifiable lvalue */
#define _XOPEN_SOURCE 700
#include "threading.h"
#include <fcntl.h>
#include <unistd.h>

static pthread_barrier_t step;

static void *fails_otherwise(void *arg)
{
	CHECK_INT(errno, 0);
	for (int i = 0; i < 50; i++) {
		pthread_barrier_wait(&step);
		if (arg == NULL)
			CHECK_INT(close(-1), -1);
		else
			CHECK_INT(open("/no/such/file", O_RDONLY), -1);
		CHECK_INT(errno, arg == NULL ? EBADF : ENOENT);
	}
	return NULL;
}

int main(void)
{
	pthread_t a, b;
	int *address = &errno;

	CHECK_INT(errno, 0); /* 7.5p3: at program start */
	errno = 17;
	REQUIRE(pthread_barrier_init(&step, NULL, 2) == 0);
	a = start_thread(fails_otherwise, NULL);
	b = start_thread(fails_otherwise, &step);
	join_thread(a);
	join_thread(b);
	CHECK_INT(errno, 17);
	CHECK(getpid() > 0);
	CHECK_INT(errno, 17); /* success does not touch it to zero */
	*address = 5;
	CHECK_INT(errno, 5);
	errno++;
	CHECK_INT(errno, 6);
	return check_status();
}
