/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What the cases of the suite share: accesses that are caught or not, as the mode
 * says, and blocks of the default allocator.
 */
#ifndef __MTE_TEST_H__
#define __MTE_TEST_H__

#include <stdbool.h>
#include <uk/alloc.h>
#include <uk/arch/memtag.h>
#include <uk/arch/paging.h>
#include <uk/essentials.h>
#include <uk/plat/lcpu.h>
#include <uk/test_fault.h>

/** Leaves the case on a machine without tags. */
#define NEED_TAGS()                                                            \
	do {                                                                   \
		if (!ukarch_memtag_enabled())                                  \
			UK_TEST_SKIP(ukarch_memtag_why_off());                 \
	} while (0)

/** Leaves the case where only pages have tags. */
#define NEED_GRANULES()                                                        \
	do {                                                                   \
		if (ukarch_memtag_span() != MEMTAG_GRANULE)                    \
			UK_TEST_SKIP("this emulator has tags for pages only"); \
	} while (0)

#define HEAP uk_alloc_get_default()

/** Loads, or stores what is there already, one byte. */
void mte_load(const void *at);
void mte_store(void *at);

/** Reports whether a fault is what the mode has for this access. */
void mte_caught(struct uk_testcase *esac, const char *file, unsigned int line,
		const void *at, __bool is_store,
		const struct uk_test_fault *fault);

/** Accesses to a byte, one by a load and one by a store, are both caught. */
#define EXPECT_CAUGHT(at)                                                      \
	do {                                                                   \
		struct uk_test_fault __f;                                      \
		void *const __at = (void *)(at);                               \
		UK_TEST_TRY(&__f, mte_load(__at));                             \
		mte_caught(esac, __FILE__, __LINE__, __at, 0, &__f);           \
		UK_TEST_TRY(&__f, mte_store(__at));                            \
		mte_caught(esac, __FILE__, __LINE__, __at, 1, &__f);           \
	} while (0)

/** Both go through. */
#define EXPECT_FREE(at)                                                        \
	do {                                                                   \
		void *const __at = (void *)(at);                               \
		UK_TEST_EXPECT_NO_FAULT(mte_load(__at));                       \
		UK_TEST_EXPECT_NO_FAULT(mte_store(__at));                      \
	} while (0)

/** @return whether a load at `at` is caught */
__bool mte_is_caught(const void *at);

/** @return granules in [ptr, ptr + size) whose tag is not that of `ptr` */
__sz mte_wrong_granules(const void *ptr, __sz size);

/** Blocks that lie side by side in the heap, none of them at its end. */
struct mte_row {
	char *block[4];
};

/** @return blocks of `size` bytes; block[0] is NULL if there is no memory */
struct mte_row mte_row(__sz size);
void mte_row_free(struct mte_row *row);

/** Runs `fn(arg)` on all other CPUs at once and waits. @return 0 or an error */
int mte_run_on_others(void (*fn)(void *arg), void *arg);
/** @return whether a CPU ran the last such function */
bool mte_took_part(__lcpuidx idx);

#endif /* __MTE_TEST_H__ */
