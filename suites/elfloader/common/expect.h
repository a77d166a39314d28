/* SPDX-License-Identifier: BSD-3-Clause */
/* Checks of a program: each that fails is told, and the program goes on. */
#ifndef EXPECT_H
#define EXPECT_H

#include <stdio.h>

static int expect_failures;

#define EXPECT(condition)                                                      \
	((condition) ? 1                                                       \
		     : (printf("%s:%d: not so: %s\n", __FILE__, __LINE__,      \
			       #condition),                                    \
			expect_failures++, 0))

/* Exit status */
#define EXPECT_STATUS() (expect_failures ? 1 : 0)

#endif /* EXPECT_H */
