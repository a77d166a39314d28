/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Files on the host's share: what is written is what is read.
 */
#include <errno.h>
#include <string.h>
#include <uk/9p.h>
#include <uk/9p_file.h>
#include <uk/asm/lcpu.h>
#include <uk/essentials.h>
#include <uk/test.h>

#include "share.h"

#define FILE "suite-file"
/* Two messages of 128 KiB and a bit: the third begins where two ended. */
#define BIG_LEN (2 * 128 * 1024 + 12345)

static uint64_t big[BIG_LEN / sizeof(uint64_t) + 1];
static uint8_t back[BIG_LEN + 1];

/* No word twice: multiples of an odd number (Knuth's of hashing) */
static void fill_big(uint64_t first)
{
	for (size_t i = 0; i < ARRAY_SIZE(big); i++)
		big[i] = (first + i) * 0x9e3779b97f4a7c15ULL;
}

UK_TESTCASE(ukgcov, share_small_file_round_trip)
{
	struct uk_9p_file f;
	uint64_t size = 99;
	char buf[16];

	SKIP_WITHOUT_SHARE();
	UK_TEST_EXPECT_ZERO(uk_9p_file_create(FILE, 0644, &f));
	UK_TEST_EXPECT_ZERO(uk_9p_file_size(&f, &size));
	UK_TEST_EXPECT_ZERO(size);
	UK_TEST_EXPECT_SNUM_EQ(uk_9p_file_write(&f, "hello ", 6), 6);
	UK_TEST_EXPECT_SNUM_EQ(f.offset, 6);
	UK_TEST_EXPECT_SNUM_EQ(uk_9p_file_write(&f, "world", 5), 5);
	UK_TEST_EXPECT_ZERO(uk_9p_file_size(&f, &size));
	UK_TEST_EXPECT_SNUM_EQ(size, 11);
	UK_TEST_EXPECT_ZERO(uk_9p_file_close(&f));
	UK_TEST_EXPECT_ZERO(uk_9p_file_open(FILE, UK_9P_RDONLY, &f));
	UK_TEST_EXPECT_SNUM_EQ(uk_9p_file_read(&f, buf, sizeof(buf)), 11);
	UK_TEST_EXPECT_BYTES_EQ(buf, "hello world", 11);
	UK_TEST_EXPECT_ZERO(uk_9p_file_read(&f, buf, sizeof(buf)));
	UK_TEST_EXPECT_ZERO(uk_9p_file_close(&f));
	UK_TEST_EXPECT_ZERO(uk_9p_unlink(FILE));
}

UK_TESTCASE(ukgcov, share_zero_lengths)
{
	struct uk_9p_file f;
	uint64_t size;
	char c = '-';

	SKIP_WITHOUT_SHARE();
	UK_TEST_EXPECT_ZERO(uk_9p_file_create(FILE, 0644, &f));
	UK_TEST_EXPECT_ZERO(uk_9p_file_write(&f, NULL, 0));
	UK_TEST_EXPECT_ZERO(uk_9p_file_read(&f, NULL, 0));
	UK_TEST_EXPECT_ZERO(uk_9p_file_read(&f, &c, 1));
	UK_TEST_EXPECT_SNUM_EQ(c, '-');
	UK_TEST_EXPECT_ZERO(f.offset);
	UK_TEST_EXPECT_SNUM_EQ(uk_9p_file_write(&f, "x", 1), 1);
	UK_TEST_EXPECT_ZERO(uk_9p_file_write(&f, "y", 0));
	UK_TEST_EXPECT_ZERO(uk_9p_file_size(&f, &size));
	UK_TEST_EXPECT_SNUM_EQ(size, 1);
	UK_TEST_EXPECT_ZERO(uk_9p_file_close(&f));
	UK_TEST_EXPECT_ZERO(uk_9p_unlink(FILE));
}

UK_TESTCASE(ukgcov, share_file_of_many_messages)
{
	struct uk_9p_file f;
	uint64_t size;

	SKIP_WITHOUT_SHARE();
	fill_big(1);
	memset(back, 0, sizeof(back));
	UK_TEST_EXPECT_ZERO(uk_9p_file_create(FILE, 0644, &f));
	UK_TEST_EXPECT_SNUM_LT(f.iounit, BIG_LEN / 2);
	UK_TEST_EXPECT_SNUM_EQ(uk_9p_file_write(&f, big, BIG_LEN), BIG_LEN);
	UK_TEST_EXPECT_SNUM_EQ(f.offset, BIG_LEN);
	UK_TEST_EXPECT_ZERO(uk_9p_file_size(&f, &size));
	UK_TEST_EXPECT_SNUM_EQ(size, BIG_LEN);
	f.offset = 0;
	UK_TEST_EXPECT_SNUM_EQ(uk_9p_file_read(&f, back, sizeof(back)),
			       BIG_LEN);
	UK_TEST_EXPECT_BYTES_EQ(back, big, BIG_LEN);
	UK_TEST_EXPECT_ZERO(uk_9p_file_close(&f));
	UK_TEST_EXPECT_ZERO(uk_9p_unlink(FILE));
}

UK_TESTCASE(ukgcov, share_lengths_around_a_message)
{
	struct uk_9p_file f;

	SKIP_WITHOUT_SHARE();
	UK_TEST_EXPECT_ZERO(uk_9p_file_create(FILE, 0644, &f));
	UK_TEST_ASSERT(f.iounit < BIG_LEN);
	fill_big(2);
	for (long d = -1; d <= 1; d++) {
		size_t len = f.iounit + (size_t)d;

		f.offset = 0;
		UK_TEST_EXPECT_SNUM_EQ(uk_9p_file_write(&f, big, len), len);
		UK_TEST_EXPECT_SNUM_EQ(f.offset, len);
		f.offset = 0;
		memset(back, 0, len);
		UK_TEST_EXPECT_SNUM_EQ(uk_9p_file_read(&f, back, len), len);
		UK_TEST_EXPECT_BYTES_EQ(back, big, len);
	}
	UK_TEST_EXPECT_ZERO(uk_9p_file_close(&f));
	UK_TEST_EXPECT_ZERO(uk_9p_unlink(FILE));
}

UK_TESTCASE(ukgcov, share_reads_and_writes_at_offsets)
{
	struct uk_9p_file f;
	char buf[8];

	SKIP_WITHOUT_SHARE();
	UK_TEST_EXPECT_ZERO(uk_9p_file_create(FILE, 0644, &f));
	UK_TEST_EXPECT_SNUM_EQ(uk_9p_file_write(&f, "0123456789", 10), 10);
	f.offset = 4;
	UK_TEST_EXPECT_SNUM_EQ(uk_9p_file_write(&f, "xy", 2), 2);
	f.offset = 3;
	UK_TEST_EXPECT_SNUM_EQ(uk_9p_file_read(&f, buf, 4), 4);
	UK_TEST_EXPECT_BYTES_EQ(buf, "3xy6", 4);
	UK_TEST_EXPECT_SNUM_EQ(f.offset, 7);
	f.offset = 9;
	UK_TEST_EXPECT_SNUM_EQ(uk_9p_file_read(&f, buf, 8), 1);
	f.offset = 10;
	UK_TEST_EXPECT_ZERO(uk_9p_file_read(&f, buf, 8));
	f.offset = 1000000;
	UK_TEST_EXPECT_ZERO(uk_9p_file_read(&f, buf, 8));
	/* A hole reads as zeroes. */
	f.offset = 20;
	UK_TEST_EXPECT_SNUM_EQ(uk_9p_file_write(&f, "z", 1), 1);
	f.offset = 9;
	UK_TEST_EXPECT_SNUM_EQ(uk_9p_file_read(&f, buf, 8), 8);
	UK_TEST_EXPECT_BYTES_EQ(buf, "9\0\0\0\0\0\0\0", 8);
	UK_TEST_EXPECT_ZERO(uk_9p_file_close(&f));
	UK_TEST_EXPECT_ZERO(uk_9p_unlink(FILE));
}

UK_TESTCASE(ukgcov, share_create_empties_an_existing_file)
{
	struct uk_9p_file f;
	uint64_t size;

	SKIP_WITHOUT_SHARE();
	UK_TEST_EXPECT_ZERO(uk_9p_file_create(FILE, 0644, &f));
	UK_TEST_EXPECT_SNUM_EQ(uk_9p_file_write(&f, "old text", 8), 8);
	UK_TEST_EXPECT_ZERO(uk_9p_file_close(&f));
	UK_TEST_EXPECT_ZERO(uk_9p_file_create(FILE, 0644, &f));
	UK_TEST_EXPECT_ZERO(uk_9p_file_size(&f, &size));
	UK_TEST_EXPECT_ZERO(size);
	UK_TEST_EXPECT_ZERO(uk_9p_file_close(&f));
	UK_TEST_EXPECT_ZERO(uk_9p_unlink(FILE));
}

UK_TESTCASE(ukgcov, share_works_with_interrupts_off)
{
	unsigned long flags;
	struct uk_9p_file f;
	int created, closed;
	long written;

	SKIP_WITHOUT_SHARE();
	flags = ukarch_irq_save();
	created = uk_9p_file_create(FILE, 0644, &f);
	written = uk_9p_file_write(&f, "quiet", 5);
	closed = uk_9p_file_close(&f);
	ukarch_irq_restore(flags);
	UK_TEST_EXPECT_ZERO(created);
	UK_TEST_EXPECT_SNUM_EQ(written, 5);
	UK_TEST_EXPECT_ZERO(closed);
	UK_TEST_EXPECT_ZERO(uk_9p_unlink(FILE));
}

UK_TESTCASE(ukgcov, share_two_files_open_at_once)
{
	struct uk_9p_file a, b;
	char buf[2];

	SKIP_WITHOUT_SHARE();
	UK_TEST_EXPECT_ZERO(uk_9p_file_create(FILE "-a", 0644, &a));
	UK_TEST_EXPECT_ZERO(uk_9p_file_create(FILE "-b", 0644, &b));
	UK_TEST_EXPECT(a.fid != b.fid);
	for (int i = 0; i < 2; i++) {
		UK_TEST_EXPECT_SNUM_EQ(uk_9p_file_write(&a, "a", 1), 1);
		UK_TEST_EXPECT_SNUM_EQ(uk_9p_file_write(&b, "b", 1), 1);
	}
	a.offset = 0;
	b.offset = 0;
	UK_TEST_EXPECT_SNUM_EQ(uk_9p_file_read(&a, buf, 2), 2);
	UK_TEST_EXPECT_BYTES_EQ(buf, "aa", 2);
	UK_TEST_EXPECT_SNUM_EQ(uk_9p_file_read(&b, buf, 2), 2);
	UK_TEST_EXPECT_BYTES_EQ(buf, "bb", 2);
	UK_TEST_EXPECT_ZERO(uk_9p_file_close(&a));
	UK_TEST_EXPECT_ZERO(uk_9p_file_close(&b));
	UK_TEST_EXPECT_ZERO(uk_9p_unlink(FILE "-a"));
	UK_TEST_EXPECT_ZERO(uk_9p_unlink(FILE "-b"));
}
