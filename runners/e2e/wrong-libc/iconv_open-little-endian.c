/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: iconv/utf8_to_wide_forms
 * Has one order of bytes. */
#include <iconv.h>
#include <string.h>

iconv_t __real_iconv_open(const char *to, const char *from);

iconv_t __wrap_iconv_open(const char *to, const char *from)
{
	return __real_iconv_open(strcmp(to, "UTF-16BE") ? to : "UTF-16LE", from);
}
