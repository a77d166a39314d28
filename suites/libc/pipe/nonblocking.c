/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX write to a pipe with O_NONBLOCK, PIPE_BUF: small writes whole or not at all, large ones in part, empty reads EAGAIN */
#define _XOPEN_SOURCE 700
#include "check.h"
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <string.h>
#include <unistd.h>

int main(void)
{
	static char block[PIPE_BUF], large[1 << 20];
	int ends[2];
	ssize_t n;
	long total = 0;

	REQUIRE(pipe(ends) == 0);
	CHECK_INT(fcntl(ends[0], F_SETFL, O_NONBLOCK), 0);
	CHECK_INT(fcntl(ends[1], F_SETFL, O_NONBLOCK), 0);
	errno = 0;
	CHECK_INT(read(ends[0], block, 1), -1);
	CHECK_INT(errno, EAGAIN);
	while ((n = write(ends[1], block, PIPE_BUF)) > 0) {
		CHECK_INT(n, PIPE_BUF); /* atomic: never a part */
		total += n;
	}
	CHECK_INT(errno, EAGAIN);
	CHECK(total >= PIPE_BUF);
	CHECK_INT(read(ends[0], block, PIPE_BUF), PIPE_BUF);
	CHECK_INT(write(ends[1], block, PIPE_BUF), PIPE_BUF);
	while (read(ends[0], large, sizeof(large)) > 0)
		continue;
	CHECK_INT(errno, EAGAIN);
	n = write(ends[1], large, sizeof(large)); /* larger than PIPE_BUF: what fits */
	CHECK(n > 0 && n < (ssize_t)sizeof(large));
	total = 0;
	while ((n = read(ends[0], block, sizeof(block))) > 0)
		total += n;
	CHECK(total > 0);
	CHECK(PIPE_BUF >= _POSIX_PIPE_BUF);
	CHECK_INT(fpathconf(ends[0], _PC_PIPE_BUF), PIPE_BUF);
	return check_status();
}
