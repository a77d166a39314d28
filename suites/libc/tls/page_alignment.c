/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 6.7.5: a thread-local object of an odd size with the alignment of a page and one byte behind it: none overlaps another */
#define _XOPEN_SOURCE 700
#include "threading.h"
#include <stdint.h>
#include <string.h>

static _Thread_local _Alignas(4096) unsigned char big[4097] = {1, 2, 3};
static _Thread_local unsigned char small = 77;
static _Thread_local _Alignas(32) unsigned char bss[31];

static void *checks(void *arg)
{
	int own_errno_before;

	CHECK_UINT((uintptr_t)big % 4096, 0);
	CHECK_UINT((uintptr_t)bss % 32, 0);
	CHECK(big[0] == 1 && big[2] == 3 && big[3] == 0 && big[4096] == 0);
	errno = 5;
	own_errno_before = errno;
	memset(big, 0xee, sizeof(big));
	CHECK_INT(small, 77);
	CHECK_INT(bss[0] + bss[30], 0);
	memset(bss, 0xdd, sizeof(bss));
	CHECK_INT(small, 77);
	small = 1;
	CHECK_INT(big[4096], 0xee);
	CHECK_INT(errno, own_errno_before);
	CHECK(pthread_equal(pthread_self(), pthread_self()));
	return arg;
}

int main(void)
{
	checks(NULL);
	for (int i = 0; i < 5; i++)
		join_thread(start_thread(checks, NULL));
	CHECK_INT(small, 1);
	return check_status();
}
