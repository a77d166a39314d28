/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: search/tsearch search/twalk
 * Finds the node and leaves it there. */
#include <search.h>

void *__wrap_tdelete(const void *key, void **root, int (*compare)(const void *, const void *))
{
	return tfind(key, root, compare);
}
