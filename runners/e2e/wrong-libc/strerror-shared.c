/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: string/strerror
 * One text for two errors. */
#include <errno.h>

char *__real_strerror(int number);

char *__wrap_strerror(int number)
{
	return __real_strerror(number == ENXIO ? EIO : number);
}
