/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Application of the test images. The suites ran while the kernel booted; what
 * is left are the witnesses: end line, result file, coverage, exit status.
 */
#include <errno.h>
#include <stddef.h>
#include <uk/config.h>
#include <uk/print.h>
#include <uk/result.h>
#include <uk/testrun.h>

#ifdef CONFIG_LIBUKGCOV
#include <uk/gcov.h>
#endif

static void write_result(const struct uk_test_totals *t, __bool good)
{
	int rc = ukresult_write(uk_test_nonce(), good, t->cases, t->failed,
				t->skipped);

	if (rc && rc != -ENODEV)
		uk_pr_err("Cannot write the result file: %d\n", rc);
}

int main(int argc __unused, char *argv[] __unused)
{
	struct uk_test_totals totals;
	__bool good = uk_test_finish(&totals);

	if (uk_test_is_list())
		return 0;
	write_result(&totals, good);
#ifdef CONFIG_LIBUKGCOV
	ukgcov_dump_info();
#endif
	return good ? 0 : 1;
}
