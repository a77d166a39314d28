/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: regex/brackets
 * Ignores case though nobody said so. */
#include <regex.h>

int __real_regcomp(regex_t *re, const char *pattern, int flags);

int __wrap_regcomp(regex_t *re, const char *pattern, int flags)
{
	return __real_regcomp(re, pattern, flags | REG_ICASE);
}
