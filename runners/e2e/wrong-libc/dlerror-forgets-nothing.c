/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: dlfcn/absent_symbol
 * Tells the same error again. */
#include <dlfcn.h>

char *__real_dlerror(void);

char *__wrap_dlerror(void)
{
	static char *last;
	char *now = __real_dlerror();

	if (now)
		last = now;
	return last;
}
