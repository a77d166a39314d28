/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX.1-2017 XCU 2.13.3, fnmatch FNM_PATHNAME, FNM_PERIOD: slashes and leading periods need a match of their own */
#define _XOPEN_SOURCE 700
#include "check.h"
#include <fnmatch.h>

#define BOTH (FNM_PATHNAME | FNM_PERIOD)

static const struct {
	const char *pattern, *string;
	int flags, matches;
} ROWS[] = {
	{"*", "a/b", 0, 1},
	{"*", "a/b", FNM_PATHNAME, 0},
	{"*/*", "a/b", FNM_PATHNAME, 1},
	{"*/*", "a/b/c", FNM_PATHNAME, 0},
	{"a?b", "a/b", FNM_PATHNAME, 0},
	{"a?b", "a/b", 0, 1},
	{"a[/]b", "a/b", 0, 1},
	{"a[.-0]b", "a/b", FNM_PATHNAME, 0},
	{"a\\/b", "a/b", FNM_PATHNAME, 1},
	{"a/*/c", "a//c", FNM_PATHNAME, 1},
	{"a/*", "a/", FNM_PATHNAME, 1},
	{"a/*", "a", FNM_PATHNAME, 0},
	{"*", ".x", 0, 1},
	{"*", ".x", FNM_PERIOD, 0},
	{"?x", ".x", FNM_PERIOD, 0},
	{"[.]x", ".x", FNM_PERIOD, 0},
	{"[!a]x", ".x", FNM_PERIOD, 0},
	{".*", ".x", FNM_PERIOD, 1},
	{"a*", "a.x", FNM_PERIOD, 1},
	{"a/*", "a/.x", FNM_PERIOD, 1}, /* without FNM_PATHNAME only the first counts */
	{"a/*", "a/.x", BOTH, 0},
	{"a/?x", "a/.x", BOTH, 0},
	{"a/.*", "a/.x", BOTH, 1},
	{"*/.x", "a/.x", BOTH, 1},
	{"*a/x", ".a/x", BOTH, 0},
	{"*/b", "a.b/b", BOTH, 1},
};

int main(void)
{
	for (unsigned i = 0; i < sizeof(ROWS) / sizeof(*ROWS); i++) {
		check_row(ROWS[i].pattern, ROWS[i].flags);
		CHECK_INT(fnmatch(ROWS[i].pattern, ROWS[i].string, ROWS[i].flags), ROWS[i].matches ? 0 : FNM_NOMATCH);
	}
	return check_status();
}
