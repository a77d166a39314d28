/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: iconv/byte_order_mark
 * Reads UTF-16 as big endian, mark or not. */
#include <iconv.h>
#include <string.h>

iconv_t __real_iconv_open(const char *to, const char *from);

iconv_t __wrap_iconv_open(const char *to, const char *from)
{
	return __real_iconv_open(to, strcmp(from, "UTF-16") ? from : "UTF-16BE");
}
