/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: string/strcasecmp
 * Ignores bit 5 of all bytes. */
int __wrap_strcasecmp(const unsigned char *a, const unsigned char *b)
{
	while (*a && (*a | 0x20) == (*b | 0x20)) {
		a++;
		b++;
	}
	return (*a | 0x20) - (*b | 0x20);
}
