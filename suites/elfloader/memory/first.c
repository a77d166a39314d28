/* SPDX-License-Identifier: BSD-3-Clause */
/* Memory of a program is given back when it ends; the loader counts. */
#include <stdlib.h>
#include <string.h>

#include "expect.h"

#define BYTES (1UL << 20)

int main(void)
{
	char *p = malloc(BYTES);

	EXPECT(p != NULL);
	if (p)
		memset(p, 1, BYTES);
	return EXPECT_STATUS();
}
