/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Splitting of a command line into words, in place.
 */
#include <errno.h>
#include <stddef.h>
#include <uk/libparam.h>

static __bool is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

/* Copies one word over itself without its quotes and ends it; returns where to
 * go on, NULL if a quote is not closed.
 */
static char *take_word(char *from)
{
	char *to = from;
	char quote = '\0';

	for (; *from && (quote || !is_space(*from)); from++) {
		if (*from == quote)
			quote = '\0';
		else if (!quote && (*from == '"' || *from == '\''))
			quote = *from;
		else
			*to++ = *from;
	}
	if (quote)
		return NULL;
	if (*from)
		from++;
	*to = '\0';
	return from;
}

int uk_libparam_split(char *text, char *words[], int max)
{
	int count = 0;

	for (;;) {
		while (is_space(*text))
			text++;
		if (!*text)
			return count;
		if (count < max)
			words[count] = text;
		count++;
		text = take_word(text);
		if (!text)
			return -EINVAL;
	}
}
