/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * <uk/random.h>: numbers for all, whatever the CPU has. Vector: RFC 8439, 2.3.2.
 */
#include <string.h>
#include <uk/essentials.h>
#include <uk/random.h>
#include <uk/test.h>
#include <uk/test_cpus.h>

#define LENGTH_MAX 200 /* more than three blocks */
#define ROOM (LENGTH_MAX + 72) /* one block more than needed */
#define MARK 0x5a
#define PER_CPU 32

UK_TESTCASE(random, chacha20_gives_the_block_of_the_rfc)
{
	static const __u32 state[16] = {
		0x61707865, 0x3320646e, 0x79622d32, 0x6b206574,
		0x03020100, 0x07060504, 0x0b0a0908, 0x0f0e0d0c,
		0x13121110, 0x17161514, 0x1b1a1918, 0x1f1e1d1c,
		0x00000001, 0x09000000, 0x4a000000, 0x00000000,
	};
	static const __u32 block[16] = {
		0xe4e7f110, 0x15593bd1, 0x1fdd0f50, 0xc47120a3,
		0xc7f4d1c7, 0x0368c033, 0x9aaa2204, 0x4e6cd4c3,
		0x466482d2, 0x09aa9f07, 0x05d7c214, 0xa2028bd9,
		0xd19c12b5, 0xb94e16de, 0xe883d0cb, 0x4e3c50a2,
	};
	__u8 out[64];

	uk_chacha20_block(state, out);
	UK_TEST_EXPECT_BYTES_EQ(out, block, sizeof(block));
}

/* @return bytes outside of the buffer that were changed */
static unsigned int fill(unsigned int len, __u8 room[ROOM])
{
	unsigned int i, changed = 0;

	memset(room, MARK, ROOM);
	uk_random_bytes(room + 8, len);
	for (i = 0; i < 8; i++)
		changed += room[i] != MARK;
	for (i = 8 + len; i < ROOM; i++)
		changed += room[i] != MARK;
	return changed;
}

UK_TESTCASE(random, bytes_fill_the_buffer_and_no_more)
{
	static const unsigned int lengths[] = { 0,  1,	7,   63,  64,
						65, 127, 128, 129, LENGTH_MAX };
	__u8 room[ROOM];
	unsigned int i, changed = 0;

	for (i = 0; i < ARRAY_SIZE(lengths); i++)
		changed += fill(lengths[i], room);
	UK_TEST_EXPECT_ZERO(changed);
	/* 16 bytes that keep the mark by chance: 2^-128 */
	UK_TEST_EXPECT(memcmp(room + LENGTH_MAX - 8, room + LENGTH_MAX + 8, 8));
}

UK_TESTCASE(random, no_call_repeats_another)
{
	__u64 seen[64];
	unsigned int i, k, equal = 0;

	for (i = 0; i < ARRAY_SIZE(seen); i++) {
		uk_random_bytes(&seen[i], sizeof(seen[i]));
		for (k = 0; k < i; k++)
			equal += seen[k] == seen[i];
	}
	UK_TEST_EXPECT_ZERO(equal);
}

static __u64 drawn[CONFIG_UKPLAT_LCPU_MAXCOUNT][PER_CPU];

static void draw_here(struct __regs *regs __unused, void *arg __unused)
{
	unsigned int i;

	for (i = 0; i < PER_CPU; i++)
		uk_random_bytes(&drawn[ukplat_lcpu_idx()][i], sizeof(__u64));
}

UK_TESTCASE(random, no_cpu_gets_what_another_got)
{
	unsigned int cpus = uk_test_cpus(), i, k, equal = 0, some = 0;
	const __u64 *all = drawn[0];

	if (cpus < 2)
		UK_TEST_SKIP("needs 2 CPUs");
	memset(drawn, 0, sizeof(drawn));
	UK_TEST_EXPECT_ZERO(uk_test_on_all_cpus(draw_here, NULL));
	for (i = 0; i < ukplat_lcpu_count() * PER_CPU; i++) {
		some += all[i] != 0;
		for (k = 0; k < i; k++)
			equal += all[i] && all[k] == all[i];
	}
	UK_TEST_EXPECT_ZERO(equal);
	UK_TEST_EXPECT_SNUM_EQ(some, cpus * PER_CPU);
}

uk_testsuite_register(random, NULL);
