/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Formatting with floating point, streams in memory, the console.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>
#include <uk/test.h>

static char text[128];

UK_TESTCASE(musl, numbers_with_a_point_are_formatted)
{
	UK_TEST_EXPECT_SNUM_EQ(snprintf(text, sizeof(text), "%.3f|%g|%e", 2.5,
					1e-5, -123456.0),
			       25);
	UK_TEST_EXPECT_ZERO(strcmp(text, "2.500|1e-05|-1.234560e+05"));
	snprintf(text, sizeof(text), "%.20Lf", 0.1L);
	UK_TEST_EXPECT_BYTES_EQ(text, "0.100000000000000000", 20);
	snprintf(text, sizeof(text), "%a %.0f %.0f", 1.0, 0.5, 1.5);
	UK_TEST_EXPECT_ZERO(strcmp(text, "0x1p+0 0 2"));
}

UK_TESTCASE(musl, numbers_with_a_point_are_scanned)
{
	double d = 0;
	float f = 0;
	int i = 0;

	UK_TEST_EXPECT_SNUM_EQ(sscanf("3.25 -1e3 7", "%lf %f %d", &d, &f, &i), 3);
	UK_TEST_EXPECT(d == 3.25 && f == -1000.0f && i == 7);
}

UK_TESTCASE(musl, a_stream_in_memory_grows)
{
	char *buf = NULL;
	size_t size = 0;
	FILE *f = open_memstream(&buf, &size);

	UK_TEST_ASSERT(f != NULL);
	for (int i = 0; i < 1000; i++)
		fprintf(f, "%03d,", i);
	UK_TEST_EXPECT_ZERO(fclose(f));
	UK_TEST_EXPECT_SNUM_EQ(size, 4000);
	UK_TEST_EXPECT_BYTES_EQ(buf + 3996, "999,", 5);
	free(buf);
}

UK_TESTCASE(musl, printf_reaches_the_console)
{
	UK_TEST_EXPECT_SNUM_EQ(printf("musl says %s %.2f\n", "hello", 0.25), 21);
	UK_TEST_EXPECT_ZERO(fflush(stdout));
	UK_TEST_EXPECT_ZERO(ferror(stdout));
	UK_TEST_EXPECT_SNUM_EQ(fprintf(stderr, "and complains\n"), 14);
}

UK_TESTCASE(musl, standard_input_is_at_its_end)
{
	UK_TEST_EXPECT_SNUM_EQ(getchar(), EOF);
	UK_TEST_EXPECT(feof(stdin));
	clearerr(stdin);
}

UK_TESTCASE(musl, wide_characters_are_formatted)
{
	wchar_t wide[32];

	UK_TEST_EXPECT_SNUM_EQ(swprintf(wide, 32, L"%d %ls", 42, L"wide"), 7);
	UK_TEST_EXPECT_ZERO(wcscmp(wide, L"42 wide"));
}
