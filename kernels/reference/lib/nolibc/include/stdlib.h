/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * General utilities, the part of ISO C11 7.22 that works without floating
 * point, processes and locales.
 */
#ifndef __NOLIBC_STDLIB_H__
#define __NOLIBC_STDLIB_H__

#include <stddef.h>
#include <uk/config.h>

#ifdef __cplusplus
extern "C" {
#endif

#define EXIT_SUCCESS 0
#define EXIT_FAILURE 1
#define RAND_MAX 0x7fffffff

typedef struct {
	int quot, rem;
} div_t;
typedef struct {
	long quot, rem;
} ldiv_t;
typedef struct {
	long long quot, rem;
} lldiv_t;

/*
 * 7.22.1.4: errno is ERANGE and the result the nearest limit when the value
 * does not fit; EINVAL (POSIX) for a base that is not 0 or 2..36. errno is left
 * alone otherwise.
 */
long strtol(const char *restrict str, char **restrict end, int base);
long long strtoll(const char *restrict str, char **restrict end, int base);
unsigned long strtoul(const char *restrict str, char **restrict end, int base);
unsigned long long strtoull(const char *restrict str, char **restrict end,
			    int base);
int atoi(const char *str);
long atol(const char *str);
long long atoll(const char *str);

/* 7.22.2: not for secrets; rand() has one state for all CPUs */
int rand(void);
void srand(unsigned int seed);
/** POSIX: as rand() with the state kept by the caller */
int rand_r(unsigned int *seed);

/* 7.22.3, POSIX.1-2017; from lib/ukmalloc, in images with LIBUKALLOC */
void *malloc(size_t size);
void *calloc(size_t count, size_t size);
/** Size 0 does not free: it gives a block of the smallest size */
void *realloc(void *ptr, size_t size);
void free(void *ptr);
void *aligned_alloc(size_t align, size_t size);
int posix_memalign(void **ptr, size_t align, size_t size);

/* 7.22.5; qsort takes O(n log n) always, no memory, and is not stable */
void *bsearch(const void *key, const void *base, size_t count, size_t size,
	      int (*compare)(const void *, const void *));
void qsort(void *base, size_t count, size_t size,
	   int (*compare)(const void *, const void *));
/** POSIX.1-2024: `arg` is handed to each comparison */
void qsort_r(void *base, size_t count, size_t size,
	     int (*compare)(const void *, const void *, void *), void *arg);

/* 7.22.6 */
int abs(int value);
long labs(long value);
long long llabs(long long value);
div_t div(int numer, int denom);
ldiv_t ldiv(long numer, long denom);
lldiv_t lldiv(long long numer, long long denom);

#ifdef __cplusplus
}
#endif

#endif /* __NOLIBC_STDLIB_H__ */
