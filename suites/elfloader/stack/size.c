/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX.1-2017 getrlimit(): the stack grows up to RLIMIT_STACK. */
#include <string.h>
#include <sys/resource.h>

#include "expect.h"

#define FRAME 16384

static int depth(int levels)
{
	volatile char frame[FRAME];

	memset((char *)frame, levels, sizeof(frame));
	return levels ? depth(levels - 1) + (frame[0] == (char)levels) : 0;
}

int main(void)
{
	const int levels = (7 << 20) / (FRAME + 256);
	struct rlimit limit;

	EXPECT(getrlimit(RLIMIT_STACK, &limit) == 0);
	EXPECT(limit.rlim_cur >= 8UL << 20);
	EXPECT(depth(levels) == levels);
	return EXPECT_STATUS();
}
