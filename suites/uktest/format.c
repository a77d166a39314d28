/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Text as it leaves the kernel: the classic line and escaping for TAP.
 */
#include <stdio.h>
#include <string.h>

#include "record.h"

#define CLASSIC_COLUMNS (81 + (sizeof(" [ PASSED ]") - 1))

UK_TESTCASE(uktest, classic_line_matches_recorded_ones)
{
	char line[128];

	uk_test_classic_line(line, sizeof(line), "expected `x == 0` to be true",
			     1);
	UK_TEST_EXPECT(!strcmp(line, "expected `x == 0` to be true ............"
				     "........................................ "
				     "[ PASSED ]"));
	uk_test_classic_line(line, sizeof(line), "", 0);
	UK_TEST_EXPECT(!strcmp(line, " ........................................"
				     "........................................ "
				     "[ FAILED ]"));
}

UK_TESTCASE(uktest, classic_line_has_one_width)
{
	static const unsigned int lengths[] = {0, 1, 40, 78, 79, 80, 81, 300};
	char text[301];
	char line[128];
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(lengths); i++) {
		memset(text, 'm', lengths[i]);
		text[lengths[i]] = '\0';
		uk_test_classic_line(line, sizeof(line), text, 1);
		UK_TEST_EXPECT_SNUM_EQ(strlen(line), CLASSIC_COLUMNS);
		UK_TEST_EXPECT(!strcmp(line + 80, ". [ PASSED ]"));
		UK_TEST_EXPECT_SNUM_EQ(strspn(line, "m"), MIN(lengths[i], 79u));
	}
}

static __bool escapes_to(const char *text, const char *expected)
{
	char out[64];

	uk_test_tap_escape(out, sizeof(out), text);
	return !strcmp(out, expected);
}

UK_TESTCASE(uktest, tap_escape_leaves_plain_text)
{
	UK_TEST_EXPECT(escapes_to("", ""));
	UK_TEST_EXPECT(escapes_to("expected `a[1]` to be ~0 %s",
				  "expected `a[1]` to be ~0 %s"));
}

UK_TESTCASE(uktest, tap_escape_makes_one_line)
{
	UK_TEST_EXPECT(escapes_to("one\ntwo\r\n", "one\\ntwo\\r\\n"));
	UK_TEST_EXPECT(escapes_to("ok # SKIP", "ok \\# SKIP"));
	UK_TEST_EXPECT(escapes_to("a\\n", "a\\\\n"));
	UK_TEST_EXPECT(escapes_to("\033[31m", "\\x1b[31m"));
	UK_TEST_EXPECT(escapes_to("\t\x7f\xfc", "\\x09\\x7f\\xfc"));
}

UK_TESTCASE(uktest, tap_escape_cuts_between_characters)
{
	char out[16];
	unsigned int size;

	for (size = 1; size <= 10; size++) {
		memset(out, '?', sizeof(out));
		uk_test_tap_escape(out, size, "ab\n\x01z");
		UK_TEST_EXPECT_SNUM_LT(strlen(out), size);
		UK_TEST_EXPECT_SNUM_EQ(out[size], '?');
		UK_TEST_EXPECT(!strncmp(out, "ab\\n\\x01z", strlen(out)));
		UK_TEST_EXPECT(strlen(out) != 3 && strlen(out) != 5 &&
			       strlen(out) != 6 && strlen(out) != 7);
	}
}
