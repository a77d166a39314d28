/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: string/ffs
 * Counts from 0. */
int __wrap_ffs(int value)
{
	return value ? __builtin_ctz((unsigned)value) : 0;
}
