/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Expected faults: a case says that a statement must fault, where and how, and
 * goes on after it in the same boot.
 *
 *	UK_TEST_EXPECT_FAULT(UK_TEST_FAULT_PAGE, page, *(char *)page = 1);
 *	UK_TEST_EXPECT_FAULT(UK_TEST_FAULT_TAG_CHECK, p + 16, p[16] = 1);
 *	UK_TEST_EXPECT_NO_FAULT(p[15] = 1);
 *
 * A fault ends the statement: what it had done by then stays done, and what it
 * held stays held. So let the access that faults be all it does, or a call that
 * faults before it takes a lock. Variables of the case that the statement changes
 * are volatile. The interrupt mask is as before the statement.
 *
 * What demand paging or <uk/nofault.h> resolves is no fault. A statement inside
 * of another one takes its faults.
 */
#ifndef __UK_TEST_FAULT_H__
#define __UK_TEST_FAULT_H__

#include <uk/test.h>

#ifdef __cplusplus
extern "C" {
#endif

enum uk_test_fault_kind {
	UK_TEST_FAULT_NONE,
	/** No translation or no permission */
	UK_TEST_FAULT_PAGE,
	/** A wrong memory tag: see <uk/arch/memtag.h> */
	UK_TEST_FAULT_TAG_CHECK,
	/** Misaligned or aborted access */
	UK_TEST_FAULT_BUS,
	/** Undefined instruction */
	UK_TEST_FAULT_INVALID_OP,
};

/** What happened in a statement. */
struct uk_test_fault {
	enum uk_test_fault_kind kind;
	/** Of the access, without a tag; 0 if it is not known */
	__vaddr_t address;
	__bool is_write;
	/** The access was done, and the CPU told afterwards, without address
	 *  and direction; the statement went on to its end
	 */
	__bool is_late;
};

/** Internal: buffer of __builtin_setjmp(), and what it has to bring back. */
struct uk_test_attempt {
	void *env[5];
	struct uk_test_fault *fault;
	struct uk_test_attempt *outer;
	unsigned long irq_flags;
	unsigned long memtag;
};

void _uk_test_attempt_begin(struct uk_test_attempt *attempt,
			    struct uk_test_fault *fault);
void _uk_test_attempt_end(struct uk_test_attempt *attempt);

/**
 * Runs a statement and fills `*(fault)`, a struct uk_test_fault. Also on other
 * CPUs than that of the case; not in handlers of traps and interrupts.
 */
#define UK_TEST_TRY(fault, ...)                                                \
	do {                                                                   \
		struct uk_test_attempt __attempt;                              \
		_uk_test_attempt_begin(&__attempt, (fault));                   \
		if (!__builtin_setjmp(__attempt.env)) {                        \
			/* What the jump needs is written before it */         \
			__asm__ volatile("" ::: "memory");                     \
			__VA_ARGS__;                                           \
			__asm__ volatile("" ::: "memory");                     \
		}                                                              \
		_uk_test_attempt_end(&__attempt);                              \
	} while (0)

/** Reports whether a fault is as promised; `address` counts unless it is late. */
void _uk_test_expect_fault(struct uk_testcase *esac, const char *file,
			   unsigned int line, const char *statement,
			   enum uk_test_fault_kind kind, __vaddr_t address,
			   const struct uk_test_fault *fault);

/**
 * A statement must fault.
 * @param kind    UK_TEST_FAULT_*, not NONE
 * @param address pointer to, or number of, the byte at which it does; a tag in it
 *                is ignored. Not compared with the address of a late fault
 */
#define UK_TEST_EXPECT_FAULT(kind, address, ...)                               \
	do {                                                                   \
		struct uk_test_fault __fault;                                  \
		const __vaddr_t __fault_at = (__vaddr_t)(address);             \
		UK_TEST_TRY(&__fault, __VA_ARGS__);                            \
		_uk_test_expect_fault(esac, __FILE__, __LINE__, #__VA_ARGS__,  \
				      (kind), __fault_at, &__fault);           \
	} while (0)

/** A statement must not fault. */
#define UK_TEST_EXPECT_NO_FAULT(...)                                           \
	do {                                                                   \
		struct uk_test_fault __fault;                                  \
		UK_TEST_TRY(&__fault, __VA_ARGS__);                            \
		_uk_test_expect_fault(esac, __FILE__, __LINE__, #__VA_ARGS__,  \
				      UK_TEST_FAULT_NONE, 0, &__fault);        \
	} while (0)

#ifdef __cplusplus
}
#endif

#endif /* __UK_TEST_FAULT_H__ */
