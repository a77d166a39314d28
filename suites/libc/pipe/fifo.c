/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX mkfifo, open of a FIFO: both sides meet, O_NONBLOCK does not wait, ENXIO without a reader */
#define _XOPEN_SOURCE 700
#include "files.h"
#include "threading.h"

static void *opens_for_writing(void *arg)
{
	int fd = open("fifo", O_WRONLY); /* waits for the reader */

	CHECK(fd >= 0);
	CHECK_INT(write(fd, "hello", 5), 5);
	CHECK_INT(close(fd), 0);
	return arg;
}

int main(void)
{
	char text[10];
	struct stat st;
	pthread_t writer;
	int fd, other;

	files_enter();
	CHECK_INT(mkfifo("fifo", 0600), 0);
	CHECK_INT(stat("fifo", &st), 0);
	CHECK(S_ISFIFO(st.st_mode));
	errno = 0;
	CHECK_INT(mkfifo("fifo", 0600), -1);
	CHECK_INT(errno, EEXIST);
	errno = 0;
	CHECK_INT(open("fifo", O_WRONLY | O_NONBLOCK), -1);
	CHECK_INT(errno, ENXIO);
	writer = start_thread(opens_for_writing, NULL);
	REQUIRE((fd = open("fifo", O_RDONLY)) >= 0);
	CHECK_INT(read(fd, text, sizeof(text)), 5);
	CHECK_MEM(text, "hello", 5);
	join_thread(writer);
	CHECK_INT(read(fd, text, sizeof(text)), 0); /* no writer is left */
	CHECK_INT(close(fd), 0);
	REQUIRE((fd = open("fifo", O_RDONLY | O_NONBLOCK)) >= 0); /* does not wait */
	CHECK_INT(read(fd, text, sizeof(text)), 0);
	REQUIRE((other = open("fifo", O_WRONLY | O_NONBLOCK)) >= 0);
	errno = 0;
	CHECK_INT(read(fd, text, sizeof(text)), -1);
	CHECK_INT(errno, EAGAIN);
	CHECK_INT(write(other, "x", 1), 1);
	CHECK_INT(read(fd, text, sizeof(text)), 1);
	CHECK_INT(close(other), 0);
	CHECK_INT(close(fd), 0);
	CHECK_INT(unlink("fifo"), 0);
	return check_status();
}
