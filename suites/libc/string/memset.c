/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.24.6.1 memset: n bytes become (unsigned char)c, whatever the alignment, and no other byte. */
#include "check.h"
#include "guard.h"

#include <string.h>

static unsigned char mem[320], expected[320];

static void set(size_t at, int value, size_t len)
{
	size_t i;

	for (i = 0; i < sizeof(mem); i++)
		mem[i] = expected[i] = (unsigned char)(i + 3);
	for (i = 0; i < len; i++)
		expected[at + i] = (unsigned char)value;
	check_row("length", (intmax_t)len);
	CHECK_PTR(memset(mem + at, value, len), mem + at);
	CHECK_MEM(mem, expected, sizeof(mem));
}

int main(void)
{
	static const int values[] = { 0, 0xff, -1, 0x100, 0x1234, -257 };
	char *tail = guard_tail(512), *head = guard_head(512);
	size_t at, len, i;

	for (at = 0; at < 17; at++)
		for (len = 0; len < 280; len += len < 70 ? 1 : 7)
			set(at, 0xc3, len);
	for (i = 0; i < sizeof(values) / sizeof(*values); i++)
		set(5, values[i], 77);
	for (len = 0; len <= 512; len++) {
		memset(tail + 512 - len, 'x', len);
		memset(head, 'y', len);
	}
	CHECK_INT(tail[0], 'x');
	CHECK_INT(head[511], 'y');
	return check_status();
}
