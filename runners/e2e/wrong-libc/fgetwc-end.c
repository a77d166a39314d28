/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: wchar/wide_stream_invalid
 * Takes ill-formed bytes for the end. */
#include <errno.h>
#include <stdio.h>
#include <wchar.h>

wint_t __real_fgetwc(FILE *stream);

wint_t __wrap_fgetwc(FILE *stream)
{
	int saved = errno;
	wint_t wc = __real_fgetwc(stream);

	errno = saved;
	return wc;
}
