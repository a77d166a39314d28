/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: tls/errno_per_thread pthread/many_threads
 * One for all threads. */
int *__wrap___errno_location(void)
{
	static int error;

	return &error;
}
