/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: search/hsearch
 * Entering what is there changes its data. */
#include <search.h>

ENTRY *__real_hsearch(ENTRY item, ACTION action);

ENTRY *__wrap_hsearch(ENTRY item, ACTION action)
{
	ENTRY *found = __real_hsearch(item, action);

	if (found && action == ENTER)
		found->data = item.data;
	return found;
}
