/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX fnmatch: patterns with many asterisks end soon, where trying every split would take years */
#define _XOPEN_SOURCE 700
#include "check.h"
#include <fnmatch.h>
#include <string.h>

int main(void)
{
	static char string[2001], pattern[101];

	memset(string, 'a', 2000);
	for (int i = 0; i < 50; i++)
		memcpy(pattern + 2 * i, "a*", 2);
	CHECK_INT(fnmatch(pattern, string, 0), 0);
	pattern[99] = 'b';
	CHECK_INT(fnmatch(pattern, string, 0), FNM_NOMATCH);
	string[1999] = 'b';
	CHECK_INT(fnmatch(pattern, string, 0), 0);
	pattern[99] = 'c';
	CHECK_INT(fnmatch(pattern, string, 0), FNM_NOMATCH);
	CHECK_INT(fnmatch("*a*a*a*a*a*a*a*a*a*a*b", string, FNM_PERIOD), 0);
	CHECK_INT(fnmatch("*[ab]*[ab]*[ab]*[ab]*[ab]*c*", string, 0), FNM_NOMATCH);
	return check_status();
}
