/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: iconv/full_output iconv/single_byte_sets
 * Says that all is converted. */
#include <iconv.h>

size_t __real_iconv(iconv_t cd, char **in, size_t *in_left, char **out, size_t *out_left);

size_t __wrap_iconv(iconv_t cd, char **in, size_t *in_left, char **out, size_t *out_left)
{
	if (__real_iconv(cd, in, in_left, out, out_left) == (size_t)-1 && in_left) {
		*in += *in_left;
		*in_left = 0;
	}
	return 0;
}
