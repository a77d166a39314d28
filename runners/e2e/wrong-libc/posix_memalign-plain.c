/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: malloc/posix_memalign
 * Aligns as malloc does. */
#include <errno.h>
#include <stdlib.h>

int __wrap_posix_memalign(void **mem, size_t alignment, size_t size)
{
	if (alignment < sizeof(void *) || (alignment & (alignment - 1)))
		return EINVAL;
	*mem = malloc(size);
	return *mem ? 0 : ENOMEM;
}
