/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: stat/links
 * Writes a null behind the text. */
#include <unistd.h>

ssize_t __real_readlink(const char *path, char *text, size_t size);

ssize_t __wrap_readlink(const char *path, char *text, size_t size)
{
	ssize_t len = __real_readlink(path, text, size);

	if (len >= 0)
		text[len] = 0;
	return len;
}
