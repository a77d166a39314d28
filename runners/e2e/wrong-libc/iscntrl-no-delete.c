/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: string/ctype
 * Forgets DEL. */
int __wrap_iscntrl(int c)
{
	return (unsigned)c < 0x20;
}
