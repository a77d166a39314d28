/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.22.3: a size of zero gives a null pointer or one that can be freed; free(NULL) does nothing. */
#include "check.h"

#include <errno.h>
#include <stdlib.h>

int main(void)
{
	void *a, *b;
	int i;

	free(NULL);
	for (i = 0; i < 100; i++) {
		a = malloc(0);
		b = malloc(0);
		CHECK(a != b || !a);
		free(a);
		free(b);
		a = calloc(0, 16);
		b = calloc(16, 0);
		CHECK(a != b || !a);
		free(a);
		free(b);
	}
	a = malloc(10);
	REQUIRE(a);
	errno = EBUSY;
	free(NULL);
	CHECK_INT(errno, EBUSY);
	free(a);
	return check_status();
}
