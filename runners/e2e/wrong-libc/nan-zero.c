/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: math/float_limits
 * Gives zero. */
double __wrap_nan(const char *tag)
{
	(void)tag;
	return 0;
}
