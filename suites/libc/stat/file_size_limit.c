/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX setrlimit RLIMIT_FSIZE, write, ftruncate: what fits is written, more is EFBIG and SIGXFSZ; other files know no such limit */
#define _XOPEN_SOURCE 700
#include "files.h"
#include <errno.h>
#include <signal.h>
#include <sys/resource.h>

#define LIMIT 100

static volatile sig_atomic_t signals;

static void count(int signo)
{
	(void)signo;
	signals++;
}

static void refused(long result)
{
	CHECK_INT(result, -1);
	CHECK_INT(errno, EFBIG);
	CHECK_INT(signals, 1);
	signals = 0;
	errno = 0;
}

int main(void)
{
	struct sigaction action = {.sa_handler = count};
	struct rlimit limit = {LIMIT, LIMIT};
	char text[64];
	struct stat st;
	int fd, ends[2];

	files_enter();
	memset(text, 'x', sizeof(text));
	REQUIRE(sigaction(SIGXFSZ, &action, NULL) == 0);
	REQUIRE((fd = open("file", O_CREAT | O_RDWR, 0600)) >= 0 && pipe(ends) == 0);
	REQUIRE(setrlimit(RLIMIT_FSIZE, &limit) == 0);
	errno = 0;
	CHECK_INT(write(fd, text, sizeof(text)), sizeof(text));
	CHECK_INT(write(fd, text, sizeof(text)), LIMIT - sizeof(text));
	CHECK_INT(signals, 0);
	refused(write(fd, text, 1));
	refused(pwrite(fd, text, 1, LIMIT + 50));
	refused(ftruncate(fd, LIMIT + 1));
	CHECK_INT(fstat(fd, &st), 0);
	CHECK_INT(st.st_size, LIMIT);
	CHECK_INT(pwrite(fd, text, 10, LIMIT - 10), 10);
	CHECK_INT(ftruncate(fd, LIMIT), 0);
	CHECK_INT(lseek(fd, 10 * LIMIT, SEEK_SET), 10 * LIMIT); /* a position is no size */
	for (int i = 0; i < 3; i++)
		CHECK_INT(write(ends[1], text, sizeof(text)), sizeof(text));
	CHECK_INT(signals, 0);
	return check_status();
}
