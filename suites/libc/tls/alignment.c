/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 6.2.8, 6.7.5 _Alignas with _Thread_local: alignments of 1 to 4096 bytes hold in every thread, the first too */
#define _XOPEN_SOURCE 700
#include "threading.h"
#include <stdint.h>

static _Thread_local char before = 'b';
static _Thread_local _Alignas(16) char a16[3] = "16";
static _Thread_local _Alignas(64) char a64[3] = "64";
static _Thread_local char between = 'i';
static _Thread_local _Alignas(256) char a256[4] = "256";
static _Thread_local _Alignas(4096) char a4096[5] = "4096";
static _Thread_local _Alignas(1024) char zero1024[7];
static _Thread_local char behind = 'h';
static _Thread_local long double wide = 1.25L;

static void aligned(const void *p, uintptr_t to)
{
	CHECK_UINT((uintptr_t)p & (to - 1), 0);
}

static void *checks(void *arg)
{
	aligned(a16, 16);
	aligned(a64, 64);
	aligned(a256, 256);
	aligned(a4096, 4096);
	aligned(zero1024, 1024);
	aligned(&wide, _Alignof(long double));
	CHECK_STR(a16, "16");
	CHECK_STR(a64, "64");
	CHECK_STR(a256, "256");
	CHECK_STR(a4096, "4096");
	CHECK_STR(zero1024, "");
	CHECK(before == 'b' && between == 'i' && behind == 'h' && wide == 1.25L);
	a4096[0] = behind = 'x';
	return arg;
}

int main(void)
{
	pthread_t threads[6];

	checks(NULL);
	for (int i = 0; i < 6; i++)
		threads[i] = start_thread(checks, NULL);
	for (int i = 0; i < 6; i++)
		join_thread(threads[i]);
	return check_status();
}
