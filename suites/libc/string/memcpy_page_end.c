/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.24.2.1 memcpy: touches neither a byte after nor one before the two objects. */
#include "check.h"
#include "guard.h"

#include <string.h>

#define SIZE 300

int main(void)
{
	char *from_tail = guard_tail(SIZE), *to_tail = guard_tail(SIZE);
	char *from_head = guard_head(SIZE), *to_head = guard_head(SIZE);
	size_t len, i;

	for (i = 0; i < SIZE; i++)
		from_tail[i] = from_head[i] = (char)(i ^ 0x5a);
	for (len = 0; len <= SIZE; len++) {
		check_row("length", (intmax_t)len);
		memcpy(to_tail + SIZE - len, from_tail + SIZE - len, len);
		CHECK_MEM(to_tail + SIZE - len, from_tail + SIZE - len, len);
		memcpy(to_head, from_head, len);
		CHECK_MEM(to_head, from_head, len);
		memcpy(to_tail + SIZE - len, from_head, len);
		CHECK_MEM(to_tail + SIZE - len, from_head, len);
		memcpy(to_head, from_tail + SIZE - len, len);
		CHECK_MEM(to_head, from_tail + SIZE - len, len);
	}
	return check_status();
}
