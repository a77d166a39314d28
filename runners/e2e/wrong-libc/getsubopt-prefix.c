/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: getopt/getsubopt
 * A name that starts like a key is taken for it. */
#include <stdlib.h>
#include <string.h>

int __real_getsubopt(char **text, char *const *keys, char **value);

int __wrap_getsubopt(char **text, char *const *keys, char **value)
{
	const char *start = *text;
	int i, key = __real_getsubopt(text, keys, value);

	for (i = 0; key < 0 && keys[i]; i++)
		if (!strncmp(start, keys[i], strlen(keys[i])))
			key = i;
	return key;
}
