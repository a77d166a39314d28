/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The init table: private tables for order and errors, and the kernel's own,
 * in which this file registers constructors of all classes in no good order.
 */
#include <errno.h>
#include <string.h>
#include <uk/init.h>
#include <uk/test.h>

/* One letter for each function that ran. */
static char trace[16];

static int leave(char c)
{
	__sz len = strlen(trace);

	if (len + 1 < sizeof(trace))
		trace[len] = c;
	return 0;
}

static int init_a(struct uk_init_ctx *ctx __unused) { return leave('a'); }
static int init_b(struct uk_init_ctx *ctx __unused) { return leave('b'); }
static int init_c(struct uk_init_ctx *ctx __unused) { return leave('c'); }

static int init_positive(struct uk_init_ctx *ctx __unused)
{
	leave('p');
	return 7;
}

static int init_fails(struct uk_init_ctx *ctx __unused)
{
	leave('!');
	return -ENODEV;
}

static void term_a(const struct uk_term_ctx *ctx __unused) { leave('A'); }
static void term_b(const struct uk_term_ctx *ctx __unused) { leave('B'); }
static void term_c(const struct uk_term_ctx *ctx __unused) { leave('C'); }

static const struct uk_inittab_entry three[] = {
	{init_a, term_a}, {init_b, term_b}, {init_c, term_c}};

/* Runs a private table and returns what uk_inittab_run() does. */
static int run(const struct uk_inittab_entry *table, __sz count, __sz *done)
{
	struct uk_init_ctx ctx = {0};

	memset(trace, 0, sizeof(trace));
	return uk_inittab_run(table, table + count, &ctx, done);
}

static void term(const struct uk_inittab_entry *table, __sz count)
{
	const struct uk_term_ctx ctx = {.target = UKPLAT_HALT};

	memset(trace, 0, sizeof(trace));
	uk_inittab_term(table, count, &ctx);
}

UK_TESTCASE(ukboot, constructors_run_in_order)
{
	__sz done = 99;

	UK_TEST_EXPECT_ZERO(run(three, 3, &done));
	UK_TEST_EXPECT(!strcmp(trace, "abc"));
	UK_TEST_EXPECT_SNUM_EQ(done, 3);
}

UK_TESTCASE(ukboot, empty_table_is_fine)
{
	__sz done = 99;

	UK_TEST_EXPECT_ZERO(run(three, 0, &done));
	UK_TEST_EXPECT_SNUM_EQ(done, 0);
	term(three, 0);
	UK_TEST_EXPECT(!strcmp(trace, ""));
}

UK_TESTCASE(ukboot, destructors_run_in_reverse)
{
	term(three, 3);
	UK_TEST_EXPECT(!strcmp(trace, "CBA"));
}

UK_TESTCASE(ukboot, destructors_of_the_last_entries_can_be_left_out)
{
	term(three, 2);
	UK_TEST_EXPECT(!strcmp(trace, "BA"));
	term(three, 1);
	UK_TEST_EXPECT(!strcmp(trace, "A"));
}

/* Neither the failing entry nor those after it are undone. */
UK_TESTCASE(ukboot, failing_constructor_stops_and_undoes_earlier_ones)
{
	static const struct uk_inittab_entry table[] = {
		{init_a, term_a}, {init_b, NULL}, {init_fails, term_b},
		{init_c, term_c}};
	__sz done = 99;

	UK_TEST_EXPECT_SNUM_EQ(run(table, 4, &done), -ENODEV);
	UK_TEST_EXPECT(!strcmp(trace, "ab!"));
	UK_TEST_EXPECT_SNUM_EQ(done, 2);
	term(table, done);
	UK_TEST_EXPECT(!strcmp(trace, "A"));
}

UK_TESTCASE(ukboot, entries_may_lack_either_function)
{
	static const struct uk_inittab_entry table[] = {
		{NULL, term_a}, {init_b, NULL}, {NULL, NULL}, {init_c, term_c}};
	__sz done = 99;

	UK_TEST_EXPECT_ZERO(run(table, 4, &done));
	UK_TEST_EXPECT(!strcmp(trace, "bc"));
	UK_TEST_EXPECT_SNUM_EQ(done, 4);
	term(table, 4);
	UK_TEST_EXPECT(!strcmp(trace, "CA"));
}

UK_TESTCASE(ukboot, positive_return_values_are_no_errors)
{
	static const struct uk_inittab_entry table[] = {{init_positive, NULL},
							{init_a, NULL}};
	__sz done = 99;

	UK_TEST_EXPECT_ZERO(run(table, 2, &done));
	UK_TEST_EXPECT(!strcmp(trace, "pa"));
	UK_TEST_EXPECT_SNUM_EQ(done, 2);
}

/* The kernel's own table. Late constructors run before late suites. */
static char boot_trace[16];
static int boot_argc;
static char **boot_argv;

#define BOOT_CONSTRUCTOR(letter)                                               \
	static int boot_##letter(struct uk_init_ctx *ctx)                      \
	{                                                                      \
		boot_trace[strlen(boot_trace)] = #letter[0];                   \
		boot_argc = ctx->cmdline.argc;                                 \
		boot_argv = ctx->cmdline.argv;                                 \
		return 0;                                                      \
	}

BOOT_CONSTRUCTOR(h)
BOOT_CONSTRUCTOR(c)
BOOT_CONSTRUCTOR(f)
BOOT_CONSTRUCTOR(a)
BOOT_CONSTRUCTOR(g)
BOOT_CONSTRUCTOR(b)
BOOT_CONSTRUCTOR(e)
BOOT_CONSTRUCTOR(d)

uk_late_initcall(boot_h, NULL);
uk_plat_initcall(boot_c, NULL);
uk_sys_initcall(boot_f, NULL);
uk_early_initcall_prio(boot_a, NULL, UK_PRIO_EARLIEST);
uk_late_initcall_prio(boot_g, NULL, 3);
uk_early_initcall_prio(boot_b, NULL, UK_PRIO_LATEST);
uk_rootfs_initcall(boot_e, NULL);
uk_lib_initcall(boot_d, NULL);

UK_TESTCASE(ukboot, classes_and_priorities_give_the_order)
{
	UK_TEST_EXPECT(!strcmp(boot_trace, "abcdefgh"));
}

UK_TESTCASE(ukboot, constructors_see_the_arguments)
{
	UK_TEST_ASSERT(boot_argc >= 1);
	UK_TEST_EXPECT_NOT_NULL(boot_argv[0]);
	UK_TEST_EXPECT_NULL(boot_argv[boot_argc]);
}

uk_testsuite_register(ukboot, NULL);
