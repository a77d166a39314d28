/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX sysconf, pathconf, confstr, XBD <limits.h> minimum values: answers are at least what is promised, unknown names are EINVAL */
#define _XOPEN_SOURCE 700
#include "check.h"
#include <errno.h>
#include <limits.h>
#include <string.h>
#include <unistd.h>

static void at_least(int name, long minimum)
{
	long value;

	errno = 0;
	value = sysconf(name);
	CHECK_INT(errno, 0);
	CHECK(value == -1 || value >= minimum); /* -1 without an error: no limit */
}

static void strings(void)
{
	char text[500];
	size_t size = confstr(_CS_PATH, NULL, 0);

	CHECK(size > 1 && size <= sizeof(text));
	CHECK_UINT(confstr(_CS_PATH, text, sizeof(text)), size);
	CHECK_UINT(strlen(text), size - 1);
	memset(text, 'x', sizeof(text));
	CHECK_UINT(confstr(_CS_PATH, text, 3), size);
	CHECK_INT(text[2], '\0');
	CHECK_INT(text[3], 'x');
	errno = 0;
	CHECK_UINT(confstr(-1, text, sizeof(text)), 0);
	CHECK_INT(errno, EINVAL);
}

int main(void)
{
	at_least(_SC_ARG_MAX, _POSIX_ARG_MAX);
	at_least(_SC_OPEN_MAX, _POSIX_OPEN_MAX);
	at_least(_SC_PAGESIZE, 1);
	at_least(_SC_CLK_TCK, 1);
	at_least(_SC_NGROUPS_MAX, _POSIX_NGROUPS_MAX);
	at_least(_SC_THREAD_KEYS_MAX, _POSIX_THREAD_KEYS_MAX);
	at_least(_SC_THREAD_DESTRUCTOR_ITERATIONS, _POSIX_THREAD_DESTRUCTOR_ITERATIONS);
	at_least(_SC_SEM_NSEMS_MAX, _POSIX_SEM_NSEMS_MAX);
	at_least(_SC_SEM_VALUE_MAX, _POSIX_SEM_VALUE_MAX);
	at_least(_SC_RE_DUP_MAX, _POSIX2_RE_DUP_MAX);
	at_least(_SC_LINE_MAX, _POSIX2_LINE_MAX);
	at_least(_SC_IOV_MAX, 16);
	at_least(_SC_SYMLOOP_MAX, _POSIX_SYMLOOP_MAX);
	at_least(_SC_NPROCESSORS_ONLN, 1);
	CHECK_INT(sysconf(_SC_VERSION), _POSIX_VERSION);
	CHECK(sysconf(_SC_THREADS) >= 200809L);
	CHECK(sysconf(_SC_MONOTONIC_CLOCK) > 0);
	CHECK_INT(sysconf(_SC_PAGESIZE), sysconf(_SC_PAGE_SIZE));
	errno = 0;
	CHECK_INT(sysconf(-1), -1);
	CHECK_INT(errno, EINVAL);
	CHECK(pathconf("/", _PC_NAME_MAX) >= _POSIX_NAME_MAX);
	CHECK(pathconf("/", _PC_PATH_MAX) >= _POSIX_PATH_MAX);
	errno = 0;
	CHECK_INT(pathconf("/", -1), -1);
	CHECK_INT(errno, EINVAL);
	strings();
	return check_status();
}
