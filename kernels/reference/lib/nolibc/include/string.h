/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * String handling, ISO C11 7.24, plus what POSIX.1-2017 <string.h> adds and a
 * few wide-spread extensions (marked "extension"). "C" locale, bytes compare as
 * unsigned char. All functions may be called in any context.
 */
#ifndef __NOLIBC_STRING_H__
#define __NOLIBC_STRING_H__

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/* 7.24.2 Copying */
void *memcpy(void *restrict dst, const void *restrict src, size_t len);
void *memmove(void *dst, const void *src, size_t len);
char *strcpy(char *restrict dst, const char *restrict src);
char *strncpy(char *restrict dst, const char *restrict src, size_t len);
/** POSIX: copies, returns the address of the terminator in `dst` */
char *stpcpy(char *restrict dst, const char *restrict src);
/**
 * Extension (POSIX.1-2024): copies at most size - 1 bytes, always terminates
 * unless `size` is 0. @return strlen(src): truncated if >= size
 */
size_t strlcpy(char *restrict dst, const char *restrict src, size_t size);

/* 7.24.3 Concatenation */
char *strcat(char *restrict dst, const char *restrict src);
char *strncat(char *restrict dst, const char *restrict src, size_t len);
/**
 * Extension (POSIX.1-2024): appends up to a total of size - 1 bytes and
 * terminates, unless `dst` has no terminator within `size`.
 * @return strnlen(dst, size) + strlen(src): truncated if >= size
 */
size_t strlcat(char *restrict dst, const char *restrict src, size_t size);

/* 7.24.4 Comparison */
int memcmp(const void *a, const void *b, size_t len);
int strcmp(const char *a, const char *b);
int strncmp(const char *a, const char *b, size_t len);

/* 7.24.5 Search */
void *memchr(const void *mem, int byte, size_t len);
char *strchr(const char *str, int byte);
size_t strcspn(const char *str, const char *reject);
char *strpbrk(const char *str, const char *accept);
char *strrchr(const char *str, int byte);
size_t strspn(const char *str, const char *accept);
char *strstr(const char *str, const char *needle);
char *strtok(char *restrict str, const char *restrict delim);
/** POSIX: strtok with the position kept by the caller */
char *strtok_r(char *restrict str, const char *restrict delim,
	       char **restrict save);
/** Extension: the last `byte` in `len` bytes, or NULL */
void *memrchr(const void *mem, int byte, size_t len);
/** Extension (POSIX.1-2024): first occurrence, `mem` itself if needle_len is 0 */
void *memmem(const void *mem, size_t len, const void *needle,
	     size_t needle_len);
/** Extension: as strchr(), but the terminator instead of NULL */
char *strchrnul(const char *str, int byte);

/* 7.24.6 Miscellaneous */
void *memset(void *dst, int byte, size_t len);
size_t strlen(const char *str);
/** POSIX: length, but not more than `max`, and reads no byte behind that */
size_t strnlen(const char *str, size_t max);
/** English text; for unknown numbers "Unknown error" (errno stays as it is) */
char *strerror(int errnum);
/**
 * POSIX: text into `buf`.
 * @return 0; EINVAL unknown number; ERANGE text cut to fit
 */
int strerror_r(int errnum, char *buf, size_t size);

#ifdef __cplusplus
}
#endif

#endif /* __NOLIBC_STRING_H__ */
