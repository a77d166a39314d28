/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The action of a failed assert(), ISO C11 7.2.1.1, in the words of UK_ASSERT.
 */
#include <assert.h>
#include <uk/plat/crash.h>

void __assert_fail(const char *expr, const char *file, unsigned int line,
		   const char *func)
{
	_ukplat_crash_at(__LIBNAME__, file, line,
			 "%s: Assertion failure: %s\n", func, expr);
}
