/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Which cases, and in which order: globs and shuffling.
 */
#include <string.h>

#include "uktest.h"

/* Text and pattern as half-open ranges. On a mismatch after a `*`, that `*`
 * takes one character more.
 */
static __bool glob(const char *pat, const char *pat_end, const char *text,
		   const char *text_end)
{
	const char *star = NULL;
	const char *retry = NULL;

	while (text < text_end) {
		if (pat < pat_end && *pat == '*') {
			star = ++pat;
			retry = text;
		} else if (pat < pat_end && (*pat == '?' || *pat == *text)) {
			pat++;
			text++;
		} else if (star) {
			pat = star;
			text = ++retry;
		} else {
			return 0;
		}
	}
	while (pat < pat_end && *pat == '*')
		pat++;
	return pat == pat_end;
}

/* The glob is split at its first dot; without one it means the suite. */
static __bool matches_one(const char *pat, const char *end, const char *suite,
			  const char *name)
{
	const char *dot = memchr(pat, '.', (__sz)(end - pat));

	if (!glob(pat, dot ? dot : end, suite, suite + strlen(suite)))
		return 0;
	return !dot || glob(dot + 1, end, name, name + strlen(name));
}

__bool uk_test_matches(const char *globs, const char *suite, const char *name)
{
	const char *end;

	for (; *globs; globs = *end ? end + 1 : end) {
		end = strchr(globs, ',');
		if (!end)
			end = globs + strlen(globs);
		if (end > globs && matches_one(globs, end, suite, name))
			return 1;
	}
	return 0;
}

/* xorshift64 (Marsaglia 2003, triple 13, 7, 17) */
static __u64 next_random(__u64 *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 7;
	*state ^= *state << 17;
	return *state;
}

void uk_test_shuffle(const void *items[], unsigned int count, __u64 *state)
{
	const void *kept;
	unsigned int i;
	unsigned int j;

	for (i = count; i > 1; i--) {
		j = (unsigned int)(next_random(state) % i);
		kept = items[i - 1];
		items[i - 1] = items[j];
		items[j] = kept;
	}
}
