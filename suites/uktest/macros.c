/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The UK_TEST_* macros, each with conditions that hold and that do not.
 */
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "record.h"

/* Values the compiler must not know. */
static volatile long zero;
static volatile long one = 1;
static volatile long high = 1L << 40;
static int object;
static int *volatile pointer = &object;

static void expect_holds(struct uk_testcase *esac)
{
	UK_TEST_EXPECT(one);
	UK_TEST_EXPECT(one == 1);
	UK_TEST_EXPECT(high);
	UK_TEST_EXPECT(pointer);
}

static void expect_fails(struct uk_testcase *esac)
{
	UK_TEST_EXPECT(zero);
	UK_TEST_EXPECT(one == 0);
	UK_TEST_EXPECT(!one);
}

UK_TESTCASE(uktest, expect_takes_any_scalar_as_truth)
{
	record_case(expect_holds);
	UK_TEST_EXPECT(recorded_only(4, 1));
	record_case(expect_fails);
	UK_TEST_EXPECT(recorded_only(3, 0));
	UK_TEST_EXPECT(!strcmp(record.text[0],
			       "expected `zero` to be true"));
}

static void expectf_both(struct uk_testcase *esac)
{
	UK_TEST_EXPECTF(one, "answer %d %s", 42, "given");
	UK_TEST_EXPECTF(zero, "100%% wrong");
}

UK_TESTCASE(uktest, expectf_formats_its_text)
{
	record_case(expectf_both);
	UK_TEST_EXPECT_SNUM_EQ(record.assertions, 2);
	UK_TEST_EXPECT(record.ok[0] && !record.ok[1]);
	UK_TEST_EXPECT(!strcmp(record.text[0], "answer 42 given"));
	UK_TEST_EXPECT(!strcmp(record.text[1], "100% wrong"));
}

static void pointers_hold(struct uk_testcase *esac)
{
	UK_TEST_EXPECT_NULL(NULL);
	UK_TEST_EXPECT_NULL((char *)zero);
	UK_TEST_EXPECT_NOT_NULL(&object);
	UK_TEST_EXPECT_PTR_EQ(&object, &object);
	UK_TEST_EXPECT_PTR_EQ(NULL, (void *)zero);
}

static void pointers_fail(struct uk_testcase *esac)
{
	UK_TEST_EXPECT_NULL(&object);
	UK_TEST_EXPECT_NOT_NULL((char *)zero);
	UK_TEST_EXPECT_PTR_EQ(&object, &zero);
	UK_TEST_EXPECT_PTR_EQ((void *)0x10, (void *)0x20);
}

UK_TESTCASE(uktest, pointer_macros_both_ways)
{
	record_case(pointers_hold);
	UK_TEST_EXPECT(recorded_only(5, 1));
	record_case(pointers_fail);
	UK_TEST_EXPECT(recorded_only(4, 0));
	UK_TEST_EXPECT(!strcmp(record.text[3], "expected `(void *)0x10` to be "
					       "0x20 but was 0x10"));
}

static void zero_holds(struct uk_testcase *esac)
{
	UK_TEST_EXPECT_ZERO(zero);
	UK_TEST_EXPECT_NOT_ZERO(one);
	UK_TEST_EXPECT_NOT_ZERO(-one);
	UK_TEST_EXPECT_NOT_ZERO(one << 63);
}

static void zero_fails(struct uk_testcase *esac)
{
	UK_TEST_EXPECT_ZERO(one);
	UK_TEST_EXPECT_ZERO(one << 32);
	UK_TEST_EXPECT_NOT_ZERO(zero);
}

UK_TESTCASE(uktest, zero_macros_see_all_64_bits)
{
	record_case(zero_holds);
	UK_TEST_EXPECT(recorded_only(4, 1));
	UK_TEST_EXPECT(!strcmp(record.text[0],
			       "expected `zero` to be 0 and was 0"));
	record_case(zero_fails);
	UK_TEST_EXPECT(recorded_only(3, 0));
	UK_TEST_EXPECT(!strcmp(record.text[0],
			       "expected `one` to be 0 but was 1"));
}

static void numbers_hold(struct uk_testcase *esac)
{
	UK_TEST_EXPECT_SNUM_EQ(one, 1);
	UK_TEST_EXPECT_SNUM_EQ(LONG_MIN + zero, LONG_MIN);
	UK_TEST_EXPECT_SNUM_NQ(LONG_MIN + zero, LONG_MAX);
	UK_TEST_EXPECT_SNUM_NQ(zero, 1);
	UK_TEST_EXPECT_SNUM_GT(one, 0);
	UK_TEST_EXPECT_SNUM_GT(LONG_MAX, LONG_MIN + zero);
	UK_TEST_EXPECT_SNUM_GE(one, 1);
	UK_TEST_EXPECT_SNUM_GE(one, -1);
	UK_TEST_EXPECT_SNUM_LT(-one, 0);
	UK_TEST_EXPECT_SNUM_LT(LONG_MIN, LONG_MAX - zero);
	UK_TEST_EXPECT_SNUM_LE(one, 1);
	UK_TEST_EXPECT_SNUM_LE(-one, 1);
}

static void numbers_fail(struct uk_testcase *esac)
{
	UK_TEST_EXPECT_SNUM_EQ(one, 2);
	UK_TEST_EXPECT_SNUM_EQ(one << 32, 0);
	UK_TEST_EXPECT_SNUM_NQ(one, 1);
	UK_TEST_EXPECT_SNUM_GT(one, 1);
	UK_TEST_EXPECT_SNUM_GT(-one, 0);
	UK_TEST_EXPECT_SNUM_GE(zero, 1);
	UK_TEST_EXPECT_SNUM_GE(LONG_MIN + zero, LONG_MAX);
	UK_TEST_EXPECT_SNUM_LT(one, 1);
	UK_TEST_EXPECT_SNUM_LT(one, -1);
	UK_TEST_EXPECT_SNUM_LE(one, 0);
	UK_TEST_EXPECT_SNUM_LE(LONG_MAX - zero, LONG_MIN);
}

UK_TESTCASE(uktest, number_macros_hold_at_their_edges)
{
	record_case(numbers_hold);
	UK_TEST_EXPECT(recorded_only(12, 1));
	UK_TEST_EXPECT(!strcmp(record.text[3],
			       "expected `zero` to not be 1 and was 0"));
	UK_TEST_EXPECT(!strcmp(record.text[4], "expected `one` to be greater "
					       "than 0 and was 1"));
}

UK_TESTCASE(uktest, number_macros_fail_at_their_edges)
{
	record_case(numbers_fail);
	UK_TEST_EXPECT(recorded_only(11, 0));
	UK_TEST_EXPECT(!strcmp(record.text[0],
			       "expected `one` to be 2 but was 1"));
	UK_TEST_EXPECT(!strcmp(record.text[5],
			       "expected `zero` to be greater than or equal to "
			       "1 but was 0"));
	UK_TEST_EXPECT(!strcmp(record.text[7], "expected `one` to be less than "
					       "1 but was 1"));
	UK_TEST_EXPECT(!strcmp(record.text[9],
			       "expected `one` to be less than or equal to 0 "
			       "but was 1"));
}

static const char abc[] = "abc";
static const char abd[] = "abd";

static void bytes_hold(struct uk_testcase *esac)
{
	UK_TEST_EXPECT_BYTES_EQ(abc, "abc", 4);
	UK_TEST_EXPECT_BYTES_EQ(abc, abd, 2);
	UK_TEST_EXPECT_BYTES_EQ(abc, abd, 0);
	UK_TEST_EXPECT_BYTES_EQ(NULL, NULL, 0);
}

static void bytes_fail(struct uk_testcase *esac)
{
	UK_TEST_EXPECT_BYTES_EQ(abc, abd, 3);
	UK_TEST_EXPECT_BYTES_EQ("xbc", abc, 3);
	UK_TEST_EXPECT_BYTES_EQ("ab", abc, 3);
}

UK_TESTCASE(uktest, bytes_macro_sees_first_and_last_byte)
{
	record_case(bytes_hold);
	UK_TEST_EXPECT(recorded_only(4, 1));
	record_case(bytes_fail);
	UK_TEST_EXPECT(recorded_only(3, 0));
	UK_TEST_EXPECT(!strncmp(record.text[0], "expected `abc` at 0x", 20));
	UK_TEST_EXPECT_NOT_NULL(strstr(record.text[0], " to equal `abd` at 0x"));
	UK_TEST_EXPECT_NOT_NULL(
		strstr(record.text[0], "byte 2 of 3 is 0x63, not 0x64"));
}

/* Two words and a bit, both aligned, which differ in one bit at most */
#define LONG_LEN 20
static uint64_t same[3], other[3];

static void long_bytes(struct uk_testcase *esac)
{
	UK_TEST_EXPECT_BYTES_EQ(same, other, LONG_LEN);
}

UK_TESTCASE(uktest, bytes_macro_sees_every_byte_of_words)
{
	uint8_t *bytes = (uint8_t *)other;
	unsigned int missed = 0, misplaced = 0;
	char place[32];

	for (unsigned int i = 0; i < LONG_LEN; i++) {
		bytes[i] = i % 2 ? 0x80 : 1;
		record_case(long_bytes);
		missed += !recorded_only(1, 0);
		snprintf(place, sizeof(place), "byte %u of %u is 0x00", i,
			 LONG_LEN);
		misplaced += !strstr(record.text[0], place);
		bytes[i] = 0;
	}
	UK_TEST_EXPECT_ZERO(missed);
	UK_TEST_EXPECT_ZERO(misplaced);
	bytes[LONG_LEN] = 1;
	record_case(long_bytes);
	UK_TEST_EXPECT(recorded_only(1, 1));
	bytes[LONG_LEN] = 0;
}

static unsigned int evaluations;

static void evaluates(struct uk_testcase *esac)
{
	UK_TEST_EXPECT(evaluations++ == 0);
	UK_TEST_EXPECT_ZERO(evaluations++ - 1);
	UK_TEST_EXPECT_SNUM_EQ(evaluations++, 2);
	UK_TEST_EXPECT_PTR_EQ((__uptr)evaluations++, 3);
	UK_TEST_EXPECT_BYTES_EQ(abc + (evaluations++ - 4), abc, 1);
	UK_TEST_EXPECTF(evaluations++ == 5, "text");
}

UK_TESTCASE(uktest, arguments_are_evaluated_once)
{
	evaluations = 0;
	record_case(evaluates);
	UK_TEST_EXPECT(recorded_only(6, 1));
	UK_TEST_EXPECT_SNUM_EQ(evaluations, 6);
}

static void has_percent(struct uk_testcase *esac)
{
	UK_TEST_EXPECT(10 % (one + 2) == 1);
	UK_TEST_EXPECT_SNUM_EQ(strlen("%s%n") * (__sz)one, 4);
}

UK_TESTCASE(uktest, expressions_may_hold_percent_signs)
{
	record_case(has_percent);
	UK_TEST_EXPECT(recorded_only(2, 1));
	UK_TEST_EXPECT(!strcmp(record.text[0],
			       "expected `10 % (one + 2) == 1` to be true"));
	UK_TEST_EXPECT_NOT_NULL(strstr(record.text[1], "\"%s%n\""));
}

static void has_long_text(struct uk_testcase *esac)
{
	UK_TEST_EXPECTF(one, "%0600d", 7);
}

UK_TESTCASE(uktest, long_texts_are_cut)
{
	record_case(has_long_text);
	UK_TEST_EXPECT(recorded_only(1, 1));
	UK_TEST_EXPECT_SNUM_EQ(strlen(record.text[0]), UK_TEST_TEXT_MAX - 1);
}

static void asserts(struct uk_testcase *esac)
{
	UK_TEST_ASSERT(one);
	UK_TEST_ASSERT(zero);
	UK_TEST_EXPECT(zero);
}

UK_TESTCASE(uktest, assert_leaves_the_case)
{
	record_case(asserts);
	UK_TEST_EXPECT_SNUM_EQ(record.assertions, 2);
	UK_TEST_EXPECT(record.ok[0] && !record.ok[1]);
	UK_TEST_EXPECT_SNUM_EQ(record.result[0].verdict, UK_TEST_FAIL);
}

static void lines(struct uk_testcase *esac)
{
	UK_TEST_EXPECT(one); UK_TEST_EXPECT(zero);
	UK_TEST_EXPECT(one);
}

UK_TESTCASE(uktest, assertions_know_their_line)
{
	record_case(lines);
	UK_TEST_EXPECT_SNUM_EQ(record.assertions, 3);
	UK_TEST_EXPECT_SNUM_EQ(record.line[0], record.line[1]);
	UK_TEST_EXPECT_SNUM_EQ(record.line[2], record.line[1] + 1);
}
