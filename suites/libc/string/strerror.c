/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.24.6.2 strerror, POSIX.1-2017 strerror: each error has a text of its own, an unknown number has one too. */
#define _XOPEN_SOURCE 700
#include "check.h"

#include <errno.h>
#include <limits.h>
#include <string.h>

static const int numbers[] = {
	E2BIG,	 EACCES,  EAGAIN,  EBADF,   EBUSY,    ECHILD,	    EDEADLK,
	EDOM,	 EEXIST,  EFAULT,  EFBIG,   EILSEQ,   EINTR,	    EINVAL,
	EIO,	 EISDIR,  ELOOP,   EMFILE,  EMLINK,   ENAMETOOLONG, ENFILE,
	ENODEV,	 ENOENT,  ENOEXEC, ENOLCK,  ENOMEM,   ENOSPC,	    ENOSYS,
	ENOTDIR, ENOTEMPTY, ENOTTY, ENXIO,  EOVERFLOW, EPERM,	    EPIPE,
	ERANGE,	 EROFS,	  ESPIPE,  ESRCH,   ETIMEDOUT, EXDEV,	    ECANCELED,
};

int main(void)
{
	size_t count = sizeof(numbers) / sizeof(*numbers), i, j;
	char text[128];

	for (i = 0; i < count; i++) {
		check_row("error", numbers[i]);
		errno = 0;
		REQUIRE(strerror(numbers[i]) != NULL);
		CHECK_INT(errno, 0);
		REQUIRE(strlen(strerror(numbers[i])) < sizeof(text));
		strcpy(text, strerror(numbers[i]));
		CHECK(text[0] != 0);
		for (j = 0; j < i; j++)
			CHECK(strcmp(text, strerror(numbers[j])) != 0);
	}
	check_row(NULL, 0);
	CHECK(strerror(0) != NULL && strerror(0)[0]);
	CHECK(strerror(-1) != NULL && strerror(-1)[0]);
	CHECK(strerror(INT_MAX) != NULL && strerror(INT_MAX)[0]);
	CHECK(strerror(INT_MIN) != NULL);
	return check_status();
}
