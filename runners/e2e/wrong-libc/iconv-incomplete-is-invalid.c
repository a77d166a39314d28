/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: iconv/invalid_input iconv/descriptor_state
 * Takes an incomplete sequence for an invalid one. */
#include <errno.h>
#include <iconv.h>

size_t __real_iconv(iconv_t cd, char **in, size_t *in_left, char **out, size_t *out_left);

size_t __wrap_iconv(iconv_t cd, char **in, size_t *in_left, char **out, size_t *out_left)
{
	size_t status = __real_iconv(cd, in, in_left, out, out_left);

	if (status == (size_t)-1 && errno == EINVAL)
		errno = EILSEQ;
	return status;
}
