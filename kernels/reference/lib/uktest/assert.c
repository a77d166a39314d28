/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Expectations: count them and tell the reporters of the run.
 */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "uktest.h"

static void tell(struct uk_testcase *esac, const struct uk_test_assertion *a)
{
	const struct uk_test_reporter *const *r;

	for (r = esac->reporters; *r; r++)
		if ((*r)->assertion && (!a->ok || (*r)->wants_passes))
			(*r)->assertion(esac->info, a);
}

/* Whether anybody wants to read the text. */
static __bool is_heard(const struct uk_testcase *esac, __bool ok)
{
	const struct uk_test_reporter *const *r;

	for (r = esac->reporters; *r; r++)
		if ((*r)->assertion && (!ok || (*r)->wants_passes))
			return 1;
	return 0;
}

__bool _uk_test_expect(struct uk_testcase *esac, __bool ok, const char *file,
		       unsigned int line, const char *fmt, ...)
{
	char text[UK_TEST_TEXT_MAX];
	struct uk_test_assertion a = {
		.ok = ok, .file = file, .line = line, .text = text};
	va_list ap;

	esac->last_file = file;
	esac->last_line = line;
	/* Expectations may come from several CPUs at once */
	__atomic_add_fetch(ok ? &esac->result.passed : &esac->result.failed, 1,
			   __ATOMIC_RELAXED);
	if (!is_heard(esac, ok))
		return ok;
	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	tell(esac, &a);
	return ok;
}

/* Bytes at the beginning that are equal, as far as whole words show it. Not
 * memcmp(), which may be what is tested.
 */
static __sz same_words(const unsigned char *x, const unsigned char *y, __sz len)
{
	typedef __u64 __attribute__((may_alias)) word_t;
	__sz at = 0;

	if (((__uptr)x | (__uptr)y) % sizeof(word_t))
		return 0;
	while (len - at >= sizeof(word_t) &&
	       *(const word_t *)(x + at) == *(const word_t *)(y + at))
		at += sizeof(word_t);
	return at;
}

__bool _uk_test_expect_bytes(struct uk_testcase *esac, const char *file,
			     unsigned int line, const void *a, const void *b,
			     __sz len, const char *a_text, const char *b_text)
{
	const unsigned char *x = a;
	const unsigned char *y = b;
	__sz at = same_words(x, y, len);

	while (at < len && x[at] == y[at])
		at++;
	if (at == len)
		return _uk_test_expect(esac, 1, file, line,
				       "expected `%s` at 0x%lx to equal `%s` "
				       "at 0x%lx", a_text, (__uptr)a, b_text,
				       (__uptr)b);
	return _uk_test_expect(esac, 0, file, line,
			       "expected `%s` at 0x%lx to equal `%s` at 0x%lx "
			       "but byte %lu of %lu is 0x%02x, not 0x%02x",
			       a_text, (__uptr)a, b_text, (__uptr)b, at, len,
			       x[at], y[at]);
}

const struct uk_testcase_info *uk_testcase_info(const struct uk_testcase *esac)
{
	return esac->info;
}

void _uk_test_skip(struct uk_testcase *esac, const char *reason)
{
	esac->result.skip_reason = reason;
}
