/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Checks for programs that test a C library. Each names the condition that
 * did not hold with its file and line, and the program goes on: one run tells
 * all that is wrong. A program ends with `return check_status();`.
 *
 * The report uses nothing of the library under test but write() to file
 * descriptor 1 (check.c formats by itself), so that a broken printf() cannot
 * hide what it broke. Checks may be made by many threads at once. Arguments
 * are evaluated once; what the tested expression gave comes first, what the
 * standard promises second. Each check returns whether it held.
 */
#ifndef CHECK_H
#define CHECK_H

#include <stddef.h>
#include <stdint.h>

/* Exit status of a program that cannot run on this system at all */
#define CHECK_SKIPPED 77

#define CHECK(condition) \
	check_true(__FILE__, __LINE__, #condition, (condition) ? 1 : 0)

/* Signed and unsigned integers, of any type up to 64 bits */
#define CHECK_INT(was, expected) \
	check_int(__FILE__, __LINE__, #was, (intmax_t)(was), (intmax_t)(expected))
#define CHECK_UINT(was, expected)              \
	check_uint(__FILE__, __LINE__, #was,   \
		   (uintmax_t)(was), (uintmax_t)(expected))

/* The same address */
#define CHECK_PTR(was, expected)               \
	check_uint(__FILE__, __LINE__, #was,   \
		   (uintptr_t)(was), (uintptr_t)(expected))

/* Strings, also null pointers; wide strings; `len` bytes */
#define CHECK_STR(was, expected) \
	check_str(__FILE__, __LINE__, #was, was, expected)
#define CHECK_WCS(was, expected) \
	check_wcs(__FILE__, __LINE__, #was, was, expected)
#define CHECK_MEM(was, expected, len) \
	check_mem(__FILE__, __LINE__, #was, was, expected, len)

/* The same value and sign, or a NaN for a NaN */
#define CHECK_DBL(was, expected) \
	check_dbl(__FILE__, __LINE__, #was, was, expected)
#define CHECK_LDBL(was, expected) \
	check_ldbl(__FILE__, __LINE__, #was, was, expected)

/* What the program cannot go on without: ends it with status 1 */
#define REQUIRE(condition)                                      \
	do {                                                    \
		if (!CHECK(condition))                          \
			check_end(1);                           \
	} while (0)

/* Ends the program: this system does not offer what it tests, says why */
#define SKIP(reason)                    \
	do {                            \
		check_skip(reason);     \
		check_end(CHECK_SKIPPED); \
	} while (0)

/*
 * Names the row of a table for the checks that follow: each failure then ends
 * with `(NAME NUMBER)`. `name` must stay alive; NULL ends it.
 */
void check_row(const char *name, intmax_t number);

/* 0 if at least one check was made and all held, else 1 */
int check_status(void);

int check_true(const char *file, int line, const char *text, int holds);
int check_int(const char *file, int line, const char *text, intmax_t was,
	      intmax_t expected);
int check_uint(const char *file, int line, const char *text, uintmax_t was,
	       uintmax_t expected);
int check_str(const char *file, int line, const char *text, const char *was,
	      const char *expected);
int check_wcs(const char *file, int line, const char *text, const wchar_t *was,
	      const wchar_t *expected);
int check_mem(const char *file, int line, const char *text, const void *was,
	      const void *expected, size_t len);
int check_dbl(const char *file, int line, const char *text, double was,
	      double expected);
int check_ldbl(const char *file, int line, const char *text, long double was,
	       long double expected);
void check_skip(const char *reason);
_Noreturn void check_end(int status);

#endif /* CHECK_H */
