/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: convert/strtol
 * Uses 0x without a digit behind. */
long __real_strtol(const char *str, char **end, int base);

long __wrap_strtol(const char *str, char **end, int base)
{
	char *mine;
	long value = __real_strtol(str, &mine, base);

	if (base == 16 && mine == str + 1 && *mine == 'x')
		mine++;
	if (end)
		*end = mine;
	return value;
}
