/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX setrlimit RLIMIT_NOFILE: EMFILE from each call that makes descriptors, and all is well once some are closed */
#define _XOPEN_SOURCE 700
#include "files.h"
#include <errno.h>
#include <sys/resource.h>

static int fds[100], used;

static void fill(void)
{
	while (used < 100 && (fds[used] = open("file", O_RDONLY)) >= 0)
		used++;
	CHECK(used > 0 && used < 100);
	CHECK_INT(errno, EMFILE);
}

static void all_say_so(void)
{
	int ends[2] = {-7, -7};

	errno = 0;
	CHECK_INT(dup(fds[0]), -1);
	CHECK_INT(errno, EMFILE);
	errno = 0;
	CHECK_INT(pipe(ends), -1);
	CHECK_INT(errno, EMFILE);
	CHECK(ends[0] == -7 && ends[1] == -7);
	errno = 0;
	CHECK_PTR(fopen("file", "r"), NULL);
	CHECK_INT(errno, EMFILE);
	errno = 0;
	CHECK_PTR(opendir("."), NULL);
	CHECK_INT(errno, EMFILE);
	errno = 0;
	CHECK_INT(fcntl(fds[0], F_DUPFD, 1000), -1);
	CHECK_INT(errno, EINVAL);
}

int main(void)
{
	struct rlimit limit, old;
	int ends[2];

	files_enter();
	files_put("file", "x");
	REQUIRE(getrlimit(RLIMIT_NOFILE, &old) == 0);
	limit = old;
	limit.rlim_cur = 20;
	CHECK_INT(setrlimit(RLIMIT_NOFILE, &limit), 0);
	CHECK_INT(sysconf(_SC_OPEN_MAX), 20);
	fill();
	all_say_so();
	CHECK_INT(close(fds[--used]), 0);
	errno = 0;
	CHECK_INT(pipe(ends), -1); /* one is free, two are needed: none is taken */
	CHECK_INT(errno, EMFILE);
	CHECK((fds[used] = open("file", O_RDONLY)) >= 0);
	used++;
	while (used > 0)
		CHECK_INT(close(fds[--used]), 0);
	CHECK_INT(setrlimit(RLIMIT_NOFILE, &old), 0);
	CHECK_INT(pipe(ends), 0);
	return check_status();
}
