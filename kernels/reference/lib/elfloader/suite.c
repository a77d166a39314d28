/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Programs as the cases of one suite of uktest, whose name and cases are known at
 * run time: parameter elfloader.suite, file LIST of the share.
 */
#include <errno.h>
#include <uk/libparam.h>
#include <uk/print.h>
#include <uk/signal.h>

#include "program.h"

#define KEPT_MAX (1UL << 20)

static const char *param_suite = "programs";
UK_LIBPARAM("elfloader.suite", UK_LIBPARAM_CHARP, param_suite);

#define FAIL(fmt, ...) \
	_uk_test_expect(esac, 0, NULL, 0, fmt, ##__VA_ARGS__)

static void report_signal(struct uk_testcase *esac,
			  const struct program_end *end)
{
	FAIL("killed by signal %d (%s)%s%s", end->signo,
	     uk_signal_name(end->signo), end->cause[0] ? ", " : "", end->cause);
}

/*
 * What programs leave behind must not grow from one to the next. A little is made
 * at the first need and kept: schedulers of other CPUs, timers.
 */
static void check_memory(struct uk_testcase *esac, __u64 before)
{
	static __u64 first;
	__u64 now = program_memory_left();

	first = first ? first : before;
	if (first > now && first - now > KEPT_MAX)
		FAIL("the kernel has lost %lu bytes since the first program",
		     first - now);
}

static void report(struct uk_testcase *esac, const struct program *p,
		   const struct program_end *end)
{
	if (end->refused)
		FAIL("%s.elf: %s", p->info.name, end->refused);
	else if (end->is_too_slow)
		FAIL("ran longer than %lu ms", p->limit / 1000000);
	else if (end->is_too_loud)
		FAIL("wrote more than %lu bytes", p->output_max);
	else if (end->signo)
		report_signal(esac, end);
	else if (end->status == p->skip_status)
		_uk_test_skip(esac, "the program says so");
	else
		_uk_test_expect(esac, !end->status, NULL, 0,
				"exited with status %d", end->status);
}

static void run_case(struct uk_testcase *esac)
{
	const struct program *p = __containerof(uk_testcase_info(esac),
						struct program, info);
	__u64 before = program_memory_left();
	struct program_end end;

	program_run(p, &end);
	report(esac, p, &end);
	check_memory(esac, before);
}

static int supply(struct uk_testsuite *suite)
{
	const struct uk_testcase_info **cases;
	struct program *programs;
	unsigned int count;
	int rc = program_list_read(&programs, &count);

	if (rc) {
		uk_pr_err("No list of programs: %d\n", rc);
		return rc;
	}
	cases = uk_calloc(uk_alloc_get_default(), count + 1, sizeof(*cases));
	if (!cases)
		return -ENOMEM;
	suite->name = param_suite;
	for (unsigned int i = 0; i < count; i++) {
		programs[i].info.suite = param_suite;
		programs[i].info.func = run_case;
		cases[i] = &programs[i].info;
	}
	suite->cases = cases;
	suite->count = count;
	return 0;
}

uk_testsuite_supply(programs, supply);
