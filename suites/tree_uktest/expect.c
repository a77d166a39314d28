/* SPDX-License-Identifier: BSD-3-Clause */
/* Expectations in the form in which released kernels print their own. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "tree_uktest.h"

/* Characters of an expectation that are shown, and columns with the dots. */
#define TEXT_COLUMNS 79
#define DOTTED_COLUMNS 81

static unsigned int failed;

void tree_uktest_begin(void)
{
	__atomic_store_n(&failed, 0, __ATOMIC_SEQ_CST);
}

unsigned int tree_uktest_failed(void)
{
	return __atomic_load_n(&failed, __ATOMIC_SEQ_CST);
}

static const char *base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

int _uk_test_expect(struct uk_testcase *esac __attribute__((unused)), int ok,
		    const char *file, unsigned int line, const char *fmt, ...)
{
	char row[DOTTED_COLUMNS + 1];
	va_list ap;
	__sz len;

	va_start(ap, fmt);
	vsnprintf(row, TEXT_COLUMNS + 1, fmt, ap);
	va_end(ap);
	len = strlen(row);
	row[len] = ' ';
	memset(row + len + 1, '.', DOTTED_COLUMNS - len - 1);
	row[DOTTED_COLUMNS] = '\0';
	uk_test_printf("%s [ %s ]\n", row, ok ? "PASSED" : "FAILED");
	if (ok)
		return 1;
	__atomic_fetch_add(&failed, 1, __ATOMIC_SEQ_CST);
	uk_test_printf("  in %s:%u\n", base_name(file), line);
	return 0;
}

int _uk_test_expect_bytes(struct uk_testcase *esac, const char *file,
			  unsigned int line, const void *a, const void *b,
			  __sz len, const char *a_text, const char *b_text)
{
	const unsigned char *left = a;
	const unsigned char *right = b;
	__sz i;

	for (i = 0; i < len; i++)
		if (left[i] != right[i])
			return _uk_test_expect(
				esac, 0, file, line,
				"expected `%s` to equal `%s` but byte %lu is 0x%02x and 0x%02x",
				a_text, b_text, (unsigned long)i, left[i],
				right[i]);
	return _uk_test_expect(esac, 1, file, line,
			       "expected `%s` to equal `%s`", a_text, b_text);
}

void _uk_test_skip(struct uk_testcase *esac __attribute__((unused)),
		   const char *reason)
{
	uk_test_printf("  skipped: %s\n", reason);
}
