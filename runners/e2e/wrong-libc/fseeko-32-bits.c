/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: regression/large_offset
 * Loses the upper half of the offset. */
#include <stdint.h>
#include <stdio.h>

int __real_fseeko(FILE *f, off_t offset, int whence);

int __wrap_fseeko(FILE *f, off_t offset, int whence)
{
	return __real_fseeko(f, (int32_t)offset, whence);
}
