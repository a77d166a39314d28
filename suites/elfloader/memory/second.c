/* SPDX-License-Identifier: BSD-3-Clause */
/* Memory of a program is given back when it ends; the loader counts. */
#include <string.h>
#include <sys/mman.h>

#include "expect.h"

#define BYTES (1UL << 20)

int main(void)
{
	char *p = mmap(NULL, BYTES, PROT_READ | PROT_WRITE,
		       MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (EXPECT(p != MAP_FAILED))
		memset(p, 1, BYTES);
	return EXPECT_STATUS();
}
