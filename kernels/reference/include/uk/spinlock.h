/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Spin locks: mutual exclusion between CPUs for short sections. A ticket lock:
 * CPUs get it in the order they asked, so that none starves.
 *
 * A lock that is also taken in traps or interrupt handlers must be taken with
 * the _irqsave form. A CPU that spins with interrupts off does the TLB flushes
 * other CPUs ask of it meanwhile; otherwise the holder could wait for this CPU
 * to flush while this CPU waits for the holder.
 */
#ifndef __UK_SPINLOCK_H__
#define __UK_SPINLOCK_H__

#include <uk/arch/types.h>
#include <uk/asm/lcpu.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Tickets, free-running: the lock is free if both are equal */
struct uk_spinlock {
	__u16 serving;
	__u16 next; /* to draw */
};

#define UK_SPINLOCK_INITIALIZER() { 0, 0 }

/* <uk/plat/common/lcpu.h> */
void lcpu_arch_handle_tlb(void);

static inline void uk_spin_init(struct uk_spinlock *l)
{
	l->serving = 0;
	l->next = 0;
}

/** Waits for the lock. Not recursive. */
static inline void uk_spin_lock(struct uk_spinlock *l)
{
	__u16 mine = __atomic_fetch_add(&l->next, 1, __ATOMIC_RELAXED);

	while (__atomic_load_n(&l->serving, __ATOMIC_ACQUIRE) != mine) {
		lcpu_arch_handle_tlb();
		ukarch_cpu_relax();
	}
}

/** @return 1 if the lock was free and is now held, 0 otherwise */
static inline int uk_spin_trylock(struct uk_spinlock *l)
{
	__u16 free = __atomic_load_n(&l->serving, __ATOMIC_ACQUIRE);

	return __atomic_compare_exchange_n(&l->next, &free, (__u16)(free + 1),
					   0, __ATOMIC_ACQUIRE,
					   __ATOMIC_RELAXED);
}

static inline void uk_spin_unlock(struct uk_spinlock *l)
{
	__u16 served = __atomic_load_n(&l->serving, __ATOMIC_RELAXED);

	__atomic_store_n(&l->serving, (__u16)(served + 1), __ATOMIC_RELEASE);
}

/** @param flags an `unsigned long` variable that receives the IRQ state */
#define uk_spin_lock_irqsave(l, flags)                                         \
	do {                                                                   \
		(flags) = ukarch_irq_save();                                   \
		uk_spin_lock(l);                                               \
	} while (0)

#define uk_spin_unlock_irqrestore(l, flags)                                    \
	do {                                                                   \
		uk_spin_unlock(l);                                             \
		ukarch_irq_restore(flags);                                     \
	} while (0)

#ifdef __cplusplus
}
#endif

#endif /* __UK_SPINLOCK_H__ */
