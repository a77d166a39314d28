/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * <uk/arch/random.h>: the CPU's generator, and what happens where there is none.
 */
#include <errno.h>
#include <uk/arch/random.h>
#include <uk/essentials.h>
#include <uk/test.h>
#include <uk/test_cpus.h>

#include "features.h"

#define DRAWS 64
#define UNTOUCHED 0x1234567890abcdefUL

UK_TESTCASE(random, kernel_finds_out_what_the_cpu_has)
{
	UK_TEST_EXPECT_SNUM_EQ(ukarch_random_init(),
			       no_generator() ? -ENOTSUP : 0);
}

UK_TESTCASE(random, absent_generator_is_told)
{
	__u64 wide = UNTOUCHED;
	__u32 narrow = (__u32)UNTOUCHED;

	if (!no_generator())
		UK_TEST_SKIP("the CPU has a generator");
	UK_TEST_EXPECT_SNUM_EQ(ukarch_random_u64(&wide), -ENOTSUP);
	UK_TEST_EXPECT_SNUM_EQ(ukarch_random_u32(&narrow), -ENOTSUP);
	UK_TEST_EXPECT(wide == UNTOUCHED && narrow == (__u32)UNTOUCHED);
}

UK_TESTCASE(random, absent_seeds_are_told)
{
	__u64 wide = UNTOUCHED;
	__u32 narrow = (__u32)UNTOUCHED;

	if (!no_seeds())
		UK_TEST_SKIP("the CPU gives seeds");
	UK_TEST_EXPECT_SNUM_EQ(ukarch_random_seed_u64(&wide), -ENOTSUP);
	UK_TEST_EXPECT_SNUM_EQ(ukarch_random_seed_u32(&narrow), -ENOTSUP);
	UK_TEST_EXPECT(wide == UNTOUCHED && narrow == (__u32)UNTOUCHED);
}

/* What a handful of numbers has in common: with fair coins each bit is stuck with
 * probability 2^-63, and two numbers of 64 bits are equal with 2^-53
 */
struct draw {
	__u64 always, ever;
	unsigned int failed, equal;
};

static struct draw draw(int (*next)(__u64 *))
{
	__u64 numbers[DRAWS];
	struct draw d = { .always = ~0UL };
	unsigned int i, k;

	for (i = 0; i < DRAWS; i++) {
		d.failed += next(&numbers[i]) != 0;
		d.always &= numbers[i];
		d.ever |= numbers[i];
		for (k = 0; k < i; k++)
			d.equal += numbers[k] == numbers[i];
	}
	return d;
}

static int next_u32(__u64 *val)
{
	__u32 low, high;
	int rc = ukarch_random_u32(&low);

	rc = rc ? rc : ukarch_random_u32(&high);
	*val = (__u64)high << 32 | low;
	return rc;
}

static int next_seed_u32(__u64 *val)
{
	__u32 low, high;
	int rc = ukarch_random_seed_u32(&low);

	rc = rc ? rc : ukarch_random_seed_u32(&high);
	*val = (__u64)high << 32 | low;
	return rc;
}

#define EXPECT_RANDOM(next)                                                    \
	do {                                                                   \
		struct draw d = draw(next);                                    \
                                                                               \
		UK_TEST_EXPECT_ZERO(d.failed);                                 \
		UK_TEST_EXPECT_ZERO(d.equal);                                  \
		UK_TEST_EXPECT_ZERO(d.always);                                 \
		UK_TEST_EXPECT_ZERO(~d.ever);                                  \
	} while (0)

UK_TESTCASE(random, numbers_differ_in_every_bit)
{
	if (no_generator())
		UK_TEST_SKIP(no_generator());
	EXPECT_RANDOM(ukarch_random_u64);
	EXPECT_RANDOM(next_u32);
}

UK_TESTCASE(random, seeds_differ_in_every_bit)
{
	if (no_seeds())
		UK_TEST_SKIP(no_seeds());
	EXPECT_RANDOM(ukarch_random_seed_u64);
	EXPECT_RANDOM(next_seed_u32);
}

/* -- every CPU has it -- */

static struct draw of_cpu[CONFIG_UKPLAT_LCPU_MAXCOUNT];

static void draw_here(struct __regs *regs __unused, void *arg __unused)
{
	of_cpu[ukplat_lcpu_idx()] = draw(ukarch_random_u64);
}

UK_TESTCASE(random, every_cpu_has_the_generator)
{
	unsigned int cpus = uk_test_cpus(), drawn = 0;
	__lcpuidx i;

	if (no_generator())
		UK_TEST_SKIP(no_generator());
	if (cpus < 2)
		UK_TEST_SKIP("needs 2 CPUs");
	for (i = 0; i < ARRAY_SIZE(of_cpu); i++)
		of_cpu[i] = (struct draw){ 0 };
	UK_TEST_EXPECT_ZERO(uk_test_on_all_cpus(draw_here, NULL));
	for (i = 0; i < ukplat_lcpu_count(); i++)
		drawn += of_cpu[i].ever && !of_cpu[i].failed &&
			 !of_cpu[i].equal;
	UK_TEST_EXPECT_SNUM_EQ(drawn, cpus);
}
