/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX getsubopt: names, values, empty values, unknown names, the string is cut in place */
#define _XOPEN_SOURCE 700
#include "check.h"
#include <stdlib.h>
#include <string.h>

int main(void)
{
	char *const keys[] = {"ro", "rw", "size", NULL};
	char text[] = "rw,size=10,unknown=5,size=,ro", *next = text, *value = text;

	CHECK_INT(getsubopt(&next, keys, &value), 1);
	CHECK_PTR(value, NULL);
	CHECK_INT(getsubopt(&next, keys, &value), 2);
	CHECK_STR(value, "10");
	CHECK_INT(getsubopt(&next, keys, &value), -1);
	CHECK_INT(getsubopt(&next, keys, &value), 2);
	CHECK_STR(value, "");
	CHECK_INT(*next, 'r');
	CHECK_INT(getsubopt(&next, keys, &value), 0);
	CHECK_PTR(value, NULL);
	CHECK_INT(*next, '\0');
	CHECK_STR(text, "rw"); /* commas became ends of strings */
	strcpy(text, "rox");
	next = text;
	CHECK_INT(getsubopt(&next, keys, &value), -1); /* a prefix is not the name */
	return check_status();
}
