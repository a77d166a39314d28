/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Helpers of the suite, described in mte_test.h, and its registration.
 */
#include <uk/asm/lcpu.h>
#include <uk/plat/lcpu.h>
#include <uk/test_cpus.h>
#include <string.h>

#include "mte_test.h"

#define TIMEOUT_NSEC 10000000000UL

void mte_load(const void *at)
{
	(void)*(const volatile char *)at;
}

/* A store that is told late has been done: it changes nothing */
void mte_store(void *at)
{
	unsigned long before = ukarch_memtag_suspend();
	char byte = *(volatile char *)at;

	ukarch_memtag_resume(before);
	*(volatile char *)at = byte;
}

static __bool is_late(__bool is_store)
{
	switch (ukarch_memtag_mode()) {
	case UKARCH_MEMTAG_ASYNC:
		return 1;
	case UKARCH_MEMTAG_ASYMM:
		return is_store;
	default:
		return 0;
	}
}

void mte_caught(struct uk_testcase *esac, const char *file, unsigned int line,
		const void *at, __bool is_store,
		const struct uk_test_fault *fault)
{
	const char *what = is_store ? "store" : "load";

	_uk_test_expect_fault(esac, file, line, what, UK_TEST_FAULT_TAG_CHECK,
			      (__vaddr_t)at, fault);
	if (fault->kind != UK_TEST_FAULT_TAG_CHECK)
		return;
	_uk_test_expect(esac, fault->is_late == is_late(is_store), file, line,
			"expected the fault of a %s to be told %s", what,
			is_late(is_store) ? "late" : "at the access");
	_uk_test_expect(esac, fault->is_late || fault->is_write == is_store,
			file, line, "expected the trap to be that of a %s",
			what);
}

__bool mte_is_caught(const void *at)
{
	struct uk_test_fault fault;

	UK_TEST_TRY(&fault, mte_load(at));
	return fault.kind == UK_TEST_FAULT_TAG_CHECK;
}

__sz mte_wrong_granules(const void *ptr, __sz size)
{
	__sz wrong = 0;

	for (__sz i = 0; i < size; i += MEMTAG_GRANULE)
		wrong += ukarch_memtag_get((const char *)ptr + i) !=
			 ukarch_memtag_of(ptr);
	return wrong;
}

struct mte_row mte_row(__sz size)
{
	struct mte_row row;
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(row.block); i++)
		row.block[i] = uk_malloc(HEAP, size);
	for (i = 0; i < ARRAY_SIZE(row.block); i++)
		if (!row.block[i])
			row.block[0] = NULL;
	return row;
}

void mte_row_free(struct mte_row *row)
{
	for (unsigned int i = 0; i < ARRAY_SIZE(row->block); i++)
		uk_free(HEAP, row->block[i]);
}

static void (*job)(void *arg);
static bool took_part[CONFIG_UKPLAT_LCPU_MAXCOUNT];

static void do_job(struct __regs *regs __unused, void *arg)
{
	took_part[ukplat_lcpu_idx()] = true;
	job(arg);
}

/* Another suite may have halted a CPU for good */
bool mte_took_part(__lcpuidx idx)
{
	return took_part[idx];
}

int mte_run_on_others(void (*fn)(void *arg), void *arg)
{
	const struct ukplat_lcpu_func request = {.fn = do_job, .user = arg};
	unsigned int others = 0;
	int rc;

	job = fn;
	memset(took_part, 0, sizeof(took_part));
	rc = ukplat_lcpu_run(NULL, &others, &request, 0);
	return rc ? rc : uk_test_wait(NULL, NULL, TIMEOUT_NSEC);
}

uk_testsuite_register(mte, NULL);
