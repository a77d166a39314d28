/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: regex/longest_leftmost
 * Ends matches of several bytes one too early. */
#include <regex.h>

int __real_regexec(const regex_t *re, const char *s, size_t n, regmatch_t m[], int flags);

int __wrap_regexec(const regex_t *re, const char *s, size_t n, regmatch_t m[], int flags)
{
	int status = __real_regexec(re, s, n, m, flags);

	if (status == 0 && n && m[0].rm_eo > m[0].rm_so + 1)
		m[0].rm_eo--;
	return status;
}
