/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: string/strcpy
 * Writes no null byte. */
char *__wrap_strcpy(char *dst, const char *src)
{
	char *at = dst;

	while (*src)
		*at++ = *src++;
	return dst;
}
