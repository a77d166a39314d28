/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.21.6.2 paragraphs 9, 10: from a stream an item is the longest prefix of a matching one; one byte at most goes back. */
#include "check.h"

#include <stdio.h>
#include <string.h>

static FILE *stream;

static void feed(const char *text)
{
	if (stream)
		fclose(stream);
	stream = tmpfile();
	REQUIRE(stream);
	fputs(text, stream);
	rewind(stream);
}

static void rest(const char *expected)
{
	char out[32];
	size_t len = fread(out, 1, sizeof(out) - 1, stream);

	out[len] = 0;
	CHECK_STR(out, expected);
}

int main(void)
{
	int a = 9, b = 9;
	char word[16];

	feed("12abc");
	CHECK_INT(fscanf(stream, "%d", &a), 1);
	CHECK_INT(a, 12);
	rest("abc");
	feed("  x");
	CHECK_INT(fscanf(stream, "%d", &a), 0);
	rest("x");
	feed("1 2\n3,4");
	CHECK_INT(fscanf(stream, "%d%d", &a, &b), 2);
	CHECK_INT(fscanf(stream, "%d%d", &a, &b), 1);
	rest(",4");
	feed("word");
	CHECK_INT(fscanf(stream, "%15s", word), 1);
	CHECK(feof(stream) != 0);
	CHECK_INT(fscanf(stream, "%15s", word), EOF);
	CHECK(ferror(stream) == 0);
	fclose(stream);
	return check_status();
}
