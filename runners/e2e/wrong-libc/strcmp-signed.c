/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: string/strcmp
 * Compares as signed char. */
int __wrap_strcmp(const char *a, const char *b)
{
	while (*a && *a == *b) {
		a++;
		b++;
	}
	return (signed char)*a - (signed char)*b;
}
