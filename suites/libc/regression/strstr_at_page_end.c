/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.24.5.7 strstr: two-way and short-needle searches read beyond the end of either string, or found what crosses it */
#define _XOPEN_SOURCE 700
#include "check.h"
#include "guard.h"
#include <string.h>

/* Both strings end right before a page without access. */
static void search(const char *haystack, const char *needle, long want)
{
	char *h = guard_tail(strlen(haystack) + 1), *n = guard_tail(strlen(needle) + 1), *found;

	strcpy(h, haystack);
	strcpy(n, needle);
	check_row(needle, want);
	found = strstr(h, n);
	CHECK_INT(found ? found - h : -1, want);
}

int main(void)
{
	search("abcde", "e", 4);
	search("abcde", "ef", -1);
	search("abcde", "de", 3);
	search("abcde", "cdef", -1);
	search("abcdabce", "abce", 4);
	search("xxxxxxxyz", "xxyz", 5);
	search("a", "abcdefgh", -1);
	search("", "a", -1);
	search("", "", 0);
	search("abc", "", 0);
	search("abababababac", "ababac", 6);
	search("aaaaaaaaaaaaaaaaaaab", "aaaaaaab", 12);
	search("zzzzzzzzzzzzzzzzzzz", "zzzzzzzzzzzzzzzzzzzz", -1);
	search("the quick brown fox jumps over the lazy dog", "lazy dog", 35);
	search("the quick brown fox jumps over the lazy dog", "lazy dogs", -1);
	search("abcabcabdabcabcabcabd", "abcabcabcabd", 9);
	return check_status();
}
