/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: malloc/malloc_exhaustion
 * Gives nothing back. */
void __wrap_free(void *mem)
{
	(void)mem;
}
