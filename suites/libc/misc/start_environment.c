/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 5.1.2.2.1 program startup, XBD 8.1: argc, argv, the null at its end, modifiable strings, environ agrees with getenv, open descriptors */
#define _XOPEN_SOURCE 700
#include "check.h"
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

extern char **environ;

static int initialised = 5, zeroed[1000];
static const char *const table[] = {"relocated", "pointers"};
static int constructed;

__attribute__((constructor)) static void construct(void)
{
	constructed = initialised + 1;
}

static void environment(void)
{
	for (char **e = environ; *e; e++) {
		char name[200];
		char *equals = strchr(*e, '=');

		if (!CHECK(equals != NULL) || equals - *e >= (long)sizeof(name))
			continue;
		memcpy(name, *e, (size_t)(equals - *e));
		name[equals - *e] = '\0';
		CHECK_PTR(getenv(name), equals + 1);
	}
}

int main(int argc, char **argv)
{
	volatile int local = 0;

	CHECK(argc >= 1);
	CHECK_PTR(argv[argc], NULL);
	CHECK(argv[0] != NULL && argv[0][0] != '\0');
	argv[0][0] = '#';
	CHECK_INT(argv[0][0], '#');
	environment();
	CHECK_INT(constructed, 6);
	CHECK_STR(table[1], "pointers");
	for (int i = 0; i < 1000; i++)
		if (zeroed[i] != 0)
			CHECK_INT(zeroed[i], 0);
	CHECK_UINT((uintptr_t)&local % sizeof(int), 0);
	for (int fd = 0; fd <= 2; fd++)
		CHECK(dup2(fd, fd) == fd); /* three standard streams are open */
	CHECK(stdin && stdout && stderr);
	CHECK_INT(fileno(stderr), 2);
	return check_status();
}
