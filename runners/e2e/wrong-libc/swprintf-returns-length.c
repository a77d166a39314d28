/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: wchar/swprintf
 * Returns the length of the whole text, as snprintf does. */
#include <stdarg.h>
#include <wchar.h>

int __wrap_swprintf(wchar_t *out, size_t size, const wchar_t *format, ...)
{
	wchar_t text[256];
	va_list args;
	int len;

	va_start(args, format);
	len = vswprintf(text, 256, format, args);
	va_end(args);
	if (size) {
		wcsncpy(out, text, size);
		out[size - 1] = 0;
	}
	return len;
}
