/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.24.2.2 memmove: touches nothing outside of the objects, also where they overlap at the end of a page. */
#include "check.h"
#include "guard.h"

#include <string.h>

#define SIZE 260

static void fill(char *mem)
{
	int i;

	for (i = 0; i < SIZE; i++)
		mem[i] = (char)i;
}

static void check_moved(const char *mem, size_t from, size_t len)
{
	size_t i;

	for (i = 0; i < len; i++)
		if (mem[i] != (char)(from + i))
			break;
	CHECK_UINT(i, len);
}

int main(void)
{
	char *tail = guard_tail(SIZE), *head = guard_head(SIZE);
	size_t len;

	for (len = 0; len <= SIZE - 3; len++) {
		check_row("length", (intmax_t)len);
		fill(tail);
		memmove(tail + SIZE - len, tail + SIZE - len - 3, len);
		check_moved(tail + SIZE - len, SIZE - len - 3, len);
		fill(tail);
		memmove(tail + SIZE - len - 3, tail + SIZE - len, len);
		check_moved(tail + SIZE - len - 3, SIZE - len, len);
		fill(head);
		memmove(head, head + 3, len);
		check_moved(head, 3, len);
		fill(head);
		memmove(head + 3, head, len);
		check_moved(head + 3, 0, len);
	}
	return check_status();
}
