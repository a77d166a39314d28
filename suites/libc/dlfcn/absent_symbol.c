/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX dlsym, dlerror: a name that is not there gives a null pointer and one message, in a program without dynamic linking too */
#define _GNU_SOURCE
#include "check.h"
#include <dlfcn.h>
#include <string.h>

int main(void)
{
	const char *message;

	dlerror();
	CHECK_PTR(dlerror(), NULL); /* no error since the last call */
	CHECK_PTR(dlsym(RTLD_DEFAULT, "no_such_symbol_anywhere"), NULL);
	message = dlerror();
	CHECK(message != NULL && strlen(message) > 0);
	CHECK_PTR(dlerror(), NULL); /* told once */
	return check_status();
}
