/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Spin locks: mutual exclusion between CPUs for short sections. Test and
 * test-and-set, not tickets: virtual CPUs often outnumber real ones, and a ticket
 * whose holder is not scheduled stops all behind it (measured: 4 on 2, 130 times
 * slower).
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

struct uk_spinlock {
	__u32 held; /* 0 or 1 */
};

#define UK_SPINLOCK_INITIALIZER() { 0 }

/* <uk/plat/common/lcpu.h> */
void lcpu_arch_handle_tlb(void);

static inline void uk_spin_init(struct uk_spinlock *l)
{
	l->held = 0;
}

/** Waits for the lock. Not recursive. */
static inline void uk_spin_lock(struct uk_spinlock *l)
{
	while (__atomic_exchange_n(&l->held, 1, __ATOMIC_ACQUIRE)) {
		while (__atomic_load_n(&l->held, __ATOMIC_RELAXED)) {
			lcpu_arch_handle_tlb();
			ukarch_cpu_relax();
		}
	}
}

/** @return 1 if the lock was free and is now held, 0 otherwise */
static inline int uk_spin_trylock(struct uk_spinlock *l)
{
	return !__atomic_exchange_n(&l->held, 1, __ATOMIC_ACQUIRE);
}

static inline void uk_spin_unlock(struct uk_spinlock *l)
{
	__atomic_store_n(&l->held, 0, __ATOMIC_RELEASE);
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
