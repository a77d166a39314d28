/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Test Anything Protocol, version 14 (testanything.org, TAP 14 specification):
 * a subtest for each suite, a test point with a YAML block for each case. Each
 * line leaves in one piece and starts at column 0; with a nonce it starts with
 * `@NONCE `, so that nothing a case prints can pass for it.
 */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <uk/event.h>
#include <uk/plat/console.h>

#include "uktest.h"

/* A line holds a path and an escaped text. */
#define LINE_MAX 2048
#define ESCAPED_MAX 1024

/* Columns of TAP 14's subtests and of the YAML block below a test point. */
#define SUBTEST_INDENT 4
#define YAML_INDENT 6

/* Lines that leave together; there is always room for one more. */
struct block {
	unsigned int len;
	char text[2 * LINE_MAX];
};

static void block_send(struct block *block)
{
	ukplat_coutk_line(block->text, block->len);
	block->len = 0;
}

static void block_vadd(struct block *block, unsigned int indent,
		       const char *fmt, va_list ap)
{
	const char *nonce = uk_test_nonce();
	char *at = block->text + block->len;
	int len;

	len = snprintf(at, LINE_MAX, "%s%s%s%*s", nonce ? "@" : "",
		       nonce ? nonce : "", nonce ? " " : "", (int)indent, "");
	len = MIN(len, LINE_MAX - 2);
	len += vsnprintf(at + len, (__sz)(LINE_MAX - len - 1), fmt, ap);
	len = MIN(len, LINE_MAX - 2);
	at[len++] = '\n';
	block->len += (unsigned int)len;
	if (block->len > LINE_MAX)
		block_send(block);
}

static __printf(3, 4) void block_add(struct block *block, unsigned int indent,
				     const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	block_vadd(block, indent, fmt, ap);
	va_end(ap);
}

void tap_line(unsigned int indent, const char *fmt, ...)
{
	struct block block;
	va_list ap;

	block.len = 0;
	va_start(ap, fmt);
	block_vadd(&block, indent, fmt, ap);
	va_end(ap);
	block_send(&block);
}

/* One character as it stands in a line of TAP; returns the length. */
static unsigned int escape_one(char out[5], unsigned char c)
{
	static const char digits[] = "0123456789abcdef";

	if (c >= ' ' && c < 0x7f && c != '\\' && c != '#') {
		out[0] = (char)c;
		return 1;
	}
	out[0] = '\\';
	if (c == '\n' || c == '\r' || c == '\\' || c == '#') {
		out[1] = c == '\n' ? 'n' : c == '\r' ? 'r' : (char)c;
		return 2;
	}
	out[1] = 'x';
	out[2] = digits[c >> 4];
	out[3] = digits[c & 15];
	return 4;
}

void uk_test_tap_escape(char *buf, __sz size, const char *text)
{
	char one[5];
	unsigned int len;

	for (; *text; text++) {
		len = escape_one(one, (unsigned char)*text);
		if (len >= size)
			break;
		memcpy(buf, one, len);
		buf += len;
		size -= len;
	}
	*buf = '\0';
}

static void tap_run_begin(unsigned int suites)
{
	tap_line(0, "TAP version 14");
	tap_line(0, "1..%u", suites);
}

static void tap_suite_begin(const struct uk_testsuite *suite,
			    unsigned int cases)
{
	tap_line(0, "# Subtest: %s", suite->name);
	tap_line(SUBTEST_INDENT, "1..%u", cases);
}

static void tap_case_begin(const struct uk_testcase_info *info)
{
	tap_line(SUBTEST_INDENT, "# Case: %s", info->name);
}

static void tap_assertion(const struct uk_testcase_info *info __unused,
			  const struct uk_test_assertion *a)
{
	char text[ESCAPED_MAX];

	uk_test_tap_escape(text, sizeof(text), a->text);
	if (a->file)
		tap_line(SUBTEST_INDENT, "# Failed: %s:%u: %s", a->file,
			 a->line, text);
	else
		tap_line(SUBTEST_INDENT, "# Failed: %s", text);
}

static void tap_case_end(const struct uk_testcase_info *info,
			 unsigned int number,
			 const struct uk_testcase_result *result)
{
	char reason[ESCAPED_MAX];
	struct block block;

	if (result->verdict == UK_TEST_SKIPPED) {
		uk_test_tap_escape(reason, sizeof(reason),
				   result->skip_reason);
		tap_line(SUBTEST_INDENT, "ok %u - %s # SKIP %s", number,
			 info->name, reason);
		return;
	}
	block.len = 0;
	block_add(&block, SUBTEST_INDENT, "%s %u - %s",
		  result->verdict == UK_TEST_PASS ? "ok" : "not ok", number,
		  info->name);
	block_add(&block, YAML_INDENT, "---");
	block_add(&block, YAML_INDENT, "passed: %u", result->passed);
	block_add(&block, YAML_INDENT, "failed: %u", result->failed);
	block_add(&block, YAML_INDENT, "duration_us: %lu",
		  ukarch_time_nsec_to_usec(result->duration));
	block_add(&block, YAML_INDENT, "...");
	block_send(&block);
}

static void tap_suite_end(const struct uk_testsuite *suite,
			  unsigned int number,
			  const struct uk_testsuite_result *result)
{
	if (result->init_error)
		tap_line(SUBTEST_INDENT, "# Init failed: %d",
			 result->init_error);
	tap_line(0, "%s %u - %s",
		 uk_testsuite_is_good(result) ? "ok" : "not ok", number,
		 suite->name);
}

static void tap_run_end(const struct uk_test_totals *t)
{
	tap_line(0, "# End: suites=%u cases=%u passed=%u failed=%u skipped=%u",
		 t->suites, t->cases, t->passed, t->failed, t->skipped);
}

const struct uk_test_reporter uk_test_reporter_tap = {
	.run_begin = tap_run_begin,
	.suite_begin = tap_suite_begin,
	.case_begin = tap_case_begin,
	.assertion = tap_assertion,
	.case_end = tap_case_end,
	.suite_end = tap_suite_end,
	.run_end = tap_run_end,
};

static const struct uk_testcase *watched;

void uk_test_tap_watch(const struct uk_testcase *esac)
{
	UK_WRITE_ONCE(watched, esac);
}

/* Last words: how far the case came in which the kernel crashed. */
static int tap_crashed(void *data __unused)
{
	const struct uk_testcase *esac = UK_READ_ONCE(watched);

	if (!esac)
		return UK_EVENT_NOT_HANDLED;
	tap_line(SUBTEST_INDENT, "# Crashed: %s passed=%u failed=%u after %s:%u",
		 esac->info->name, esac->result.passed, esac->result.failed,
		 esac->last_file ? esac->last_file : esac->info->file,
		 esac->last_file ? esac->last_line : esac->info->line);
	return UK_EVENT_HANDLED_CONT;
}

UK_EVENT_HANDLER(ukplat_crash_reported, tap_crashed);
