/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Application of the test images. The suites ran while the kernel booted. What is
 * left are the witnesses: end line, result file, coverage, exit status. They come
 * from the very last destructor, so that they tell of an end that was asked for
 * at any time as of one that main() asks for.
 */
#include <errno.h>
#include <stddef.h>
#include <uk/boot.h>
#include <uk/config.h>
#include <uk/init.h>
#include <uk/print.h>
#include <uk/result.h>
#include <uk/testrun.h>

#ifdef CONFIG_LIBUKGCOV
#include <uk/gcov.h>
#endif

#include "end.h"

static void write_result(const struct uk_test_totals *t, __bool good)
{
	int rc = ukresult_write(uk_test_nonce(), good, t->cases, t->failed,
				t->skipped);

	if (rc && rc != -ENODEV)
		uk_pr_err("Cannot write the result file: %d\n", rc);
}

/* A machine that ends as a crash has no end line */
static void finish(const struct uk_term_ctx *ctx)
{
	struct uk_test_totals totals;
	__bool good;

	uk_test_run_rest();
	if (ctx->target == UKPLAT_CRASH)
		return;
	good = uk_test_finish(&totals);
	if (uk_test_is_list())
		return;
	write_result(&totals, good);
#ifdef CONFIG_LIBUKGCOV
	ukgcov_dump_info();
#endif
	if (!good)
		uk_boot_shutdown_req(UKPLAT_FAIL);
}

/* Class 0 comes before all that the kernel has, so its destructor is the last */
uk_initcall_class_prio(NULL, finish, 0, 0);

int main(int argc __unused, char *argv[] __unused)
{
	if (!uk_test_is_list())
		app_wait_for_the_end();
	return 0;
}
