/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Kernel parameters: words and quotes, values of each type, arguments of
 * main(), long lines.
 */
#include <errno.h>
#include <string.h>
#include <uk/alloc.h>
#include <uk/init.h>
#include <uk/libparam.h>
#include <uk/test.h>

static const char *text_param;
static __bool flag_param;
static __u64 number_param;

UK_LIBPARAM("ukboot_suite.text", UK_LIBPARAM_CHARP, text_param);
UK_LIBPARAM("ukboot_suite.flag", UK_LIBPARAM_BOOL, flag_param);
UK_LIBPARAM("ukboot_suite.number", UK_LIBPARAM_U64, number_param);

/* Splits a copy of `line`; words[] stay valid until the next call. */
static int split(const char *line, char *words[], int max)
{
	static char copy[128];

	strcpy(copy, line);
	return uk_libparam_split(copy, words, max);
}

UK_TESTCASE(ukboot, words_are_separated_by_any_white_space)
{
	char *w[4];

	UK_TEST_ASSERT(split(" one\t two\n\rthree ", w, 4) == 3);
	UK_TEST_EXPECT(!strcmp(w[0], "one"));
	UK_TEST_EXPECT(!strcmp(w[1], "two"));
	UK_TEST_EXPECT(!strcmp(w[2], "three"));
	UK_TEST_EXPECT_ZERO(split("", w, 4));
	UK_TEST_EXPECT_ZERO(split(" \t\n ", w, 4));
}

UK_TESTCASE(ukboot, quotes_keep_white_space_and_vanish)
{
	char *w[6];

	UK_TEST_ASSERT(split("a='b c' \"d'e\" f'g'\"h\" '' x", w, 6) == 5);
	UK_TEST_EXPECT(!strcmp(w[0], "a=b c"));
	UK_TEST_EXPECT(!strcmp(w[1], "d'e"));
	UK_TEST_EXPECT(!strcmp(w[2], "fgh"));
	UK_TEST_EXPECT(!strcmp(w[3], ""));
	UK_TEST_EXPECT(!strcmp(w[4], "x"));
}

UK_TESTCASE(ukboot, open_quotes_are_refused)
{
	char *w[2];

	UK_TEST_EXPECT_SNUM_EQ(split("a 'b", w, 2), -EINVAL);
	UK_TEST_EXPECT_SNUM_EQ(split("\"", w, 2), -EINVAL);
	UK_TEST_EXPECT_SNUM_EQ(split("a\"b'", w, 2), -EINVAL);
}

UK_TESTCASE(ukboot, words_beyond_the_array_are_only_counted)
{
	char *w[3] = {NULL, NULL, NULL};

	UK_TEST_EXPECT_SNUM_EQ(split("a b c d", w, 2), 4);
	UK_TEST_EXPECT(!strcmp(w[1], "b"));
	UK_TEST_EXPECT_NULL(w[2]);
}

static int set(const char *text)
{
	static char word[64];

	strcpy(word, text);
	return uk_libparam_set(word);
}

UK_TESTCASE(ukboot, text_parameters_take_anything)
{
	UK_TEST_EXPECT_ZERO(set("ukboot_suite.text=a=b"));
	UK_TEST_EXPECT(!strcmp(text_param, "a=b"));
	UK_TEST_EXPECT_ZERO(set("ukboot_suite.text="));
	UK_TEST_EXPECT(!strcmp(text_param, ""));
	UK_TEST_EXPECT_SNUM_EQ(set("ukboot_suite.text"), -EINVAL);
}

UK_TESTCASE(ukboot, flag_parameters_know_their_words)
{
	static const char *const on[] = {"", "=1", "=on", "=yes", "=y"};
	static const char *const off[] = {"=0", "=off", "=no", "=n"};
	static const char *const bad[] = {"=", "=2", "=ON", "=true", "=10"};
	char word[64] = "ukboot_suite.flag";
	char *end = word + strlen(word);
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(on); i++) {
		flag_param = 0;
		strcpy(end, on[i]);
		UK_TEST_EXPECT_ZERO(set(word));
		UK_TEST_EXPECT(flag_param);
	}
	for (i = 0; i < ARRAY_SIZE(off); i++) {
		flag_param = 1;
		strcpy(end, off[i]);
		UK_TEST_EXPECT_ZERO(set(word));
		UK_TEST_EXPECT(!flag_param);
	}
	for (i = 0; i < ARRAY_SIZE(bad); i++) {
		flag_param = i % 2;
		strcpy(end, bad[i]);
		UK_TEST_EXPECT_SNUM_EQ(set(word), -EINVAL);
		UK_TEST_EXPECT_SNUM_EQ(flag_param, i % 2);
	}
}

UK_TESTCASE(ukboot, number_parameters_take_64_bits)
{
	UK_TEST_EXPECT_ZERO(set("ukboot_suite.number=0"));
	UK_TEST_EXPECT_SNUM_EQ(number_param, 0);
	UK_TEST_EXPECT_ZERO(set("ukboot_suite.number=4294967296"));
	UK_TEST_EXPECT_SNUM_EQ(number_param, 1L << 32);
	UK_TEST_EXPECT_ZERO(set("ukboot_suite.number=0xffffffffffffffff"));
	UK_TEST_EXPECT(number_param == __U64_MAX);
	UK_TEST_EXPECT_ZERO(set("ukboot_suite.number=18446744073709551615"));
	UK_TEST_EXPECT(number_param == __U64_MAX);
}

UK_TESTCASE(ukboot, number_parameters_refuse_what_is_none)
{
	static const char *const bad[] = {
		"ukboot_suite.number",	   "ukboot_suite.number=",
		"ukboot_suite.number=x",   "ukboot_suite.number=1x",
		"ukboot_suite.number=-1",  "ukboot_suite.number=+1",
		"ukboot_suite.number= 1",  "ukboot_suite.number=1 ",
		"ukboot_suite.number=18446744073709551616"};
	unsigned int i;

	number_param = 5;
	for (i = 0; i < ARRAY_SIZE(bad); i++) {
		UK_TEST_EXPECT_SNUM_EQ(set(bad[i]), -EINVAL);
		UK_TEST_EXPECT_SNUM_EQ(number_param, 5);
	}
}

UK_TESTCASE(ukboot, names_must_match_in_full)
{
	UK_TEST_EXPECT_SNUM_EQ(set("ukboot_suite.tex=1"), -ENOENT);
	UK_TEST_EXPECT_SNUM_EQ(set("ukboot_suite.text2=1"), -ENOENT);
	UK_TEST_EXPECT_SNUM_EQ(set("text=1"), -ENOENT);
	UK_TEST_EXPECT_SNUM_EQ(set("=1"), -ENOENT);
	UK_TEST_EXPECT_SNUM_EQ(set("UKBOOT_SUITE.text=1"), -ENOENT);
}

UK_TESTCASE(ukboot, last_of_equal_parameters_counts)
{
	struct uk_init_ctx ctx;

	UK_TEST_EXPECT_ZERO(uk_libparam_parse(
		uk_alloc_get_default(),
		"ukboot_suite.number=1 ukboot_suite.number=2 -- "
		"ukboot_suite.number=3", &ctx));
	UK_TEST_EXPECT_SNUM_EQ(number_param, 2);
	UK_TEST_EXPECT_SNUM_EQ(ctx.cmdline.argc, 2);
}

UK_TESTCASE(ukboot, arguments_follow_two_dashes)
{
	struct uk_init_ctx ctx;

	UK_TEST_ASSERT(uk_libparam_parse(
			       uk_alloc_get_default(),
			       "ukboot_suite.flag -- a 'b c' -- "
			       "virtio_mmio.device=512@0xfeb00e00:12 d",
			       &ctx) == 0);
	UK_TEST_ASSERT(ctx.cmdline.argc == 5);
	UK_TEST_EXPECT(!strcmp(ctx.cmdline.argv[1], "a"));
	UK_TEST_EXPECT(!strcmp(ctx.cmdline.argv[2], "b c"));
	UK_TEST_EXPECT(!strcmp(ctx.cmdline.argv[3], "--"));
	UK_TEST_EXPECT(!strcmp(ctx.cmdline.argv[4], "d"));
	UK_TEST_EXPECT_NULL(ctx.cmdline.argv[5]);
}

UK_TESTCASE(ukboot, line_without_arguments_has_the_name_only)
{
	static const char *const lines[] = {"", "   ", "--", " -- "};
	struct uk_init_ctx ctx;
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(lines); i++) {
		UK_TEST_ASSERT(uk_libparam_parse(uk_alloc_get_default(),
						 lines[i], &ctx) == 0);
		UK_TEST_EXPECT_SNUM_EQ(ctx.cmdline.argc, 1);
		UK_TEST_EXPECT(strlen(ctx.cmdline.argv[0]) > 0);
		UK_TEST_EXPECT_NULL(ctx.cmdline.argv[1]);
	}
}

UK_TESTCASE(ukboot, bad_values_are_refused_by_the_whole_line)
{
	struct uk_init_ctx ctx;
	struct uk_alloc *a = uk_alloc_get_default();
	__ssz before = uk_alloc_availmem(a);

	UK_TEST_EXPECT_SNUM_EQ(
		uk_libparam_parse(a, "ukboot_suite.number=z", &ctx), -EINVAL);
	UK_TEST_EXPECT_SNUM_EQ(uk_libparam_parse(a, "a 'b", &ctx), -EINVAL);
	UK_TEST_EXPECT_SNUM_EQ(uk_alloc_availmem(a), before);
}

#define LONG_LINE 32768

UK_TESTCASE(ukboot, line_of_32_kib_works)
{
	struct uk_alloc *a = uk_alloc_get_default();
	char *line = uk_malloc(a, LONG_LINE);
	struct uk_init_ctx ctx;
	__sz i;

	UK_TEST_ASSERT(line != NULL);
	memcpy(line, "-- ", 3);
	for (i = 3; i < LONG_LINE - 1; i++)
		line[i] = i % 2 ? 'w' : ' ';
	line[i] = '\0';
	UK_TEST_ASSERT(uk_libparam_parse(a, line, &ctx) == 0);
	UK_TEST_EXPECT_SNUM_EQ(ctx.cmdline.argc, 1 + (LONG_LINE - 4) / 2);
	UK_TEST_EXPECT(!strcmp(ctx.cmdline.argv[ctx.cmdline.argc - 1], "w"));
	uk_free(a, line);
}
