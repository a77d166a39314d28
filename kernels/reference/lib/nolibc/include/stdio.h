/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Formatted input and output, the part of ISO C11 7.21 that a kernel has use
 * for: no streams, no floating point, no wide characters.
 *
 * Output conversions (7.21.6.1): d i u o x X c s p %, flags "-+ #0", width and
 * precision (also *), lengths hh h l ll j z t. There is no %n on purpose. A
 * conversion that is not known is copied to the output as it stands.
 * %p prints 0x and hexadecimal digits, %s with NULL prints (null).
 *
 * Input conversions (7.21.6.2): d i u o x X c s [ n p %, assignment suppression,
 * width, the same lengths.
 */
#ifndef __NOLIBC_STDIO_H__
#define __NOLIBC_STDIO_H__

#include <stdarg.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

#define EOF (-1)

/*
 * All return the number of bytes of the full text, not counting a terminator;
 * -1 with errno EOVERFLOW if that is more than INT_MAX.
 */
int sprintf(char *restrict buf, const char *restrict format, ...)
	__attribute__((format(printf, 2, 3)));
int vsprintf(char *restrict buf, const char *restrict format, va_list args)
	__attribute__((format(printf, 2, 0)));
/** Writes at most `size` bytes including the terminator; size 0 writes none */
int snprintf(char *restrict buf, size_t size, const char *restrict format, ...)
	__attribute__((format(printf, 3, 4)));
int vsnprintf(char *restrict buf, size_t size, const char *restrict format,
	      va_list args) __attribute__((format(printf, 3, 0)));
/** To the console, unbuffered between calls; a short text goes out whole */
int printf(const char *restrict format, ...)
	__attribute__((format(printf, 1, 2)));
int vprintf(const char *restrict format, va_list args)
	__attribute__((format(printf, 1, 0)));
int puts(const char *str);
int putchar(int byte);

/** @return conversions assigned, EOF if the input ended before the first */
int sscanf(const char *restrict str, const char *restrict format, ...)
	__attribute__((format(scanf, 2, 3)));
int vsscanf(const char *restrict str, const char *restrict format,
	    va_list args) __attribute__((format(scanf, 2, 0)));

#ifdef __cplusplus
}
#endif

#endif /* __NOLIBC_STDIO_H__ */
