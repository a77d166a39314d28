/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: misc/assertion
 * Ends without a word. */
#include <stdlib.h>

_Noreturn void __wrap___assert_fail(const char *text, const char *file, int line, const char *function)
{
	(void)text;
	(void)file;
	(void)line;
	(void)function;
	abort();
}
