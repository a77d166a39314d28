/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: locale/langinfo
 * Counts months from zero. */
#include <langinfo.h>

char *__real_nl_langinfo(nl_item item);

char *__wrap_nl_langinfo(nl_item item)
{
	return __real_nl_langinfo(item > MON_1 && item <= MON_12 ? item - 1 : item);
}
