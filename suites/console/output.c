/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What a device is given of what is printed. A case stands in for the device and
 * looks at the record when the real one is back: a report of uktest would be
 * recorded, too.
 */
#include <string.h>
#include <uk/plat/console.h>
#include <uk/print.h>
#include <uk/test.h>

/* What no device need take at once. */
#define PIECE_MOST 4096
#define LONG_BYTES 10000

static struct {
	char text[3 * LONG_BYTES];
	unsigned int len, calls, longest;
	__bool works;
} record;

static ukplat_console_device_t real;

static __bool take_down(const char *buf, unsigned int len)
{
	record.calls++;
	record.longest = MAX(record.longest, len);
	if (!record.works)
		return 0;
	if (len <= sizeof(record.text) - record.len) {
		memcpy(record.text + record.len, buf, len);
		record.len += len;
	}
	return 1;
}

/* Output may stand in the middle of a line; here it begins at column 0. */
static void begin_record(__bool works)
{
	ukplat_coutk_line("\n", 1);
	memset(&record, 0, sizeof(record));
	record.works = works;
	real = ukplat_console_use(take_down);
}

/* @return whether the device that stood in was still in use */
static __bool end_record(void)
{
	return ukplat_console_use(real) == take_down;
}

static void print(const char *text)
{
	ukplat_coutk(text, (unsigned int)strlen(text));
}

#define EXPECT_RECORD(wanted)                                                  \
	do {                                                                   \
		UK_TEST_EXPECT_SNUM_EQ(record.len, sizeof(wanted) - 1);        \
		UK_TEST_EXPECT_BYTES_EQ(record.text, wanted,                   \
					sizeof(wanted) - 1);                   \
	} while (0)

UK_TESTCASE(console, newline_leaves_as_cr_lf)
{
	begin_record(1);
	print("one\ntwo\n\n");
	UK_TEST_EXPECT(end_record());
	EXPECT_RECORD("one\r\ntwo\r\n\r\n");
}

UK_TESTCASE(console, one_call_leaves_in_one_piece)
{
	begin_record(1);
	print("first line\nsecond line\nthird line\n");
	UK_TEST_EXPECT(end_record());
	UK_TEST_EXPECT_SNUM_EQ(record.calls, 1);
}

UK_TESTCASE(console, nothing_is_not_sent)
{
	begin_record(1);
	print("");
	ukplat_coutk_line("", 0);
	UK_TEST_EXPECT(end_record());
	UK_TEST_EXPECT_ZERO(record.calls);
}

UK_TESTCASE(console, what_is_for_later_leaves_with_the_next)
{
	unsigned int before;

	begin_record(1);
	ukplat_coutk_later("one\n", 4);
	ukplat_coutk_later("half", 4);
	before = record.calls;
	ukplat_coutk_line("own\n", 4);
	UK_TEST_EXPECT(end_record());
	UK_TEST_EXPECT_ZERO(before);
	UK_TEST_EXPECT_SNUM_EQ(record.calls, 1);
	EXPECT_RECORD("one\r\nhalf\r\nown\r\n");
}

UK_TESTCASE(console, what_is_for_later_leaves_before_the_device_changes)
{
	begin_record(1);
	ukplat_coutk_later("last words\n", 11);
	UK_TEST_EXPECT(end_record());
	EXPECT_RECORD("last words\r\n");
}

UK_TESTCASE(console, any_byte_leaves)
{
	static const char bytes[] = {0, 1, 27, 127, (char)0x80, (char)0xff};

	begin_record(1);
	ukplat_coutk(bytes, sizeof(bytes));
	print("\n");
	UK_TEST_EXPECT(end_record());
	UK_TEST_EXPECT_SNUM_EQ(record.len, sizeof(bytes) + 2);
	UK_TEST_EXPECT_BYTES_EQ(record.text, bytes, sizeof(bytes));
}

UK_TESTCASE(console, own_line_begins_at_column_0)
{
	begin_record(1);
	print("half a line");
	ukplat_coutk_line("own\n", 4);
	ukplat_coutk_line("next\n", 5);
	UK_TEST_EXPECT(end_record());
	EXPECT_RECORD("half a line\r\nown\r\nnext\r\n");
}

/* Lines of seven bytes, which leave as eight, behind one byte: so a line's end comes
 * where a piece has room for one byte more.
 */
static char long_byte(unsigned int at)
{
	return at && at % 7 == 0 ? '\n' : (char)('a' + at % 23);
}

static unsigned int first_wrong(unsigned int bytes)
{
	unsigned int at, seen = 0;

	for (at = 0; at < bytes; at++) {
		if (long_byte(at) == '\n' && record.text[seen++] != '\r')
			break;
		if (record.text[seen++] != long_byte(at))
			break;
	}
	return at;
}

UK_TESTCASE(console, long_output_leaves_whole_and_in_order)
{
	static char text[LONG_BYTES];
	unsigned int at;

	for (at = 0; at < LONG_BYTES; at++)
		text[at] = long_byte(at);
	begin_record(1);
	ukplat_coutk(text, LONG_BYTES);
	print("\n");
	UK_TEST_EXPECT(end_record());
	UK_TEST_EXPECT_SNUM_EQ(record.len, LONG_BYTES + LONG_BYTES / 7 + 2);
	UK_TEST_EXPECT_SNUM_EQ(first_wrong(LONG_BYTES), LONG_BYTES);
	UK_TEST_EXPECT_SNUM_LE(record.longest, PIECE_MOST);
}

UK_TESTCASE(console, message_that_is_too_long_ends_in_a_mark)
{
	static const char mark[] = "y...\r\n";
	static char text[UK_PRINTK_MAX_LEN + 1];

	memset(text, 'y', sizeof(text) - 1);
	begin_record(1);
	uk_pr_err("%s\n", text);
	UK_TEST_EXPECT(end_record());
	/* One byte less than a string of that size, and the CR */
	UK_TEST_ASSERT(record.len == UK_PRINTK_MAX_LEN);
	UK_TEST_EXPECT_BYTES_EQ(record.text + record.len - sizeof(mark) + 1,
				mark, sizeof(mark) - 1);
}

UK_TESTCASE(console, device_that_fails_is_left)
{
	begin_record(0);
	print("console: the device refuses this line\n");
	print("console: and is not asked for this one\n");
	UK_TEST_EXPECT(!end_record());
	UK_TEST_EXPECT_SNUM_EQ(record.calls, 1);
}

static unsigned int observed;

static void observe(const char *buf, unsigned int len)
{
	observed += len;
}

UK_TESTCASE(console, observer_sees_what_the_device_gets)
{
	observed = 0;
	begin_record(1);
	ukplat_console_observe(observe);
	print("seen by\nboth\n");
	ukplat_console_observe(NULL);
	UK_TEST_EXPECT(end_record());
	UK_TEST_EXPECT_SNUM_EQ(observed, record.len);
	EXPECT_RECORD("seen by\r\nboth\r\n");
}

uk_testsuite_register(console, NULL);
