/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 6.2.4p4, 6.7.1 _Thread_local: each thread starts with the initial values, zero where none is given, and keeps its own */
#define _XOPEN_SOURCE 700
#include "threading.h"
#include <stdint.h>
#include <string.h>

struct mixed {
	char c;
	long double ld;
	short s;
	const char *text;
};

static _Thread_local int number = 12345;
static _Thread_local char text[33] = "thread-local text, 32 bytes long";
static _Thread_local struct mixed mixed = {'m', 2.5L, -7, "constant"};
static _Thread_local char zeros[5000];
static _Thread_local double pi = 3.14159;
static _Thread_local int *pointer;
_Thread_local long external = -1;

static void check_initial(void)
{
	CHECK_INT(number, 12345);
	CHECK_STR(text, "thread-local text, 32 bytes long");
	CHECK(mixed.c == 'm' && mixed.ld == 2.5L && mixed.s == -7);
	CHECK_STR(mixed.text, "constant");
	CHECK_DBL(pi, 3.14159);
	CHECK_PTR(pointer, NULL);
	CHECK_INT(external, -1);
	for (unsigned i = 0; i < sizeof(zeros); i++)
		if (zeros[i] != 0) {
			CHECK_INT(zeros[i], 0);
			break;
		}
}

static void change(int by)
{
	static _Thread_local int calls;

	CHECK_INT(calls, 0); /* in a function: one for each thread, too */
	calls++;
	number = by;
	memset(text, 'a' + by % 26, sizeof(text) - 1);
	mixed.ld = by;
	memset(zeros, by, sizeof(zeros));
	pointer = &number;
	external = by;
}

static void *runs(void *arg)
{
	int by = (int)(intptr_t)arg;

	check_initial();
	change(by);
	sleep_ms(2);
	CHECK_INT(number, by);
	CHECK_INT(external, by);
	CHECK_INT(zeros[4999], (char)by);
	CHECK_PTR(pointer, &number);
	return NULL;
}

int main(void)
{
	pthread_t threads[8];

	check_initial();
	change(99);
	for (intptr_t round = 0; round < 3; round++) { /* memory of ended threads is used again */
		for (intptr_t i = 0; i < 8; i++)
			threads[i] = start_thread(runs, (void *)(i + 1));
		for (int i = 0; i < 8; i++)
			join_thread(threads[i]);
	}
	CHECK_INT(number, 99);
	CHECK_INT(external, 99);
	return check_status();
}
