/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Logical CPUs, inside: the table of CPUs and the seam between the generic part
 * (plat/common/lcpu.c: states, queue, rules) and an architecture (start, IPIs,
 * finding the current CPU). Interface for users: <uk/plat/lcpu.h>.
 *
 * Start-up, by the platform code on the boot CPU, before interrupts are on:
 *   lcpu_boot_init(id)         entry 0 of the table, current, state BUSY
 *   lcpu_alloc(id)             once for each other usable CPU discovered
 * Start of a CPU: generic code sets `start_sp`, `entry` and INIT, calls
 * lcpu_arch_start(lcpu). The CPU arrives in the architecture's assembly, loads
 * lcpu->start_sp, makes `lcpu` current, and calls lcpu_entry(lcpu), which calls
 * lcpu_arch_init(lcpu) and never returns. Once the CPU can be seen as started it
 * flushes its TLB: shootdowns before that did not reach it.
 */
#ifndef __PLAT_COMMON_LCPU_H__
#define __PLAT_COMMON_LCPU_H__

#include <uk/asm/lcpu.h>

/* Offsets for assembly, checked below */
#define LCPU_SELF_OFFSET 0x00
#define LCPU_START_SP_OFFSET 0x08
#define LCPU_ID_OFFSET 0x10
#define LCPU_IDX_OFFSET 0x18
#define LCPU_ENTRY_SP_OFFSET 0x20

#ifndef __ASSEMBLY__
#include <stddef.h>
#include <uk/asm/lcpu_arch.h> /* struct lcpu_arch, lcpu_get_current() */
#include <uk/plat/lcpu.h>
#include <uk/spinlock.h>

/* States: `state` is one of these, or IDLE + number of things to do (BUSY) */
#define LCPU_STATE_HALTED (-1)
#define LCPU_STATE_OFFLINE 0
#define LCPU_STATE_INIT 1
#define LCPU_STATE_IDLE 2
#define LCPU_STATE_BUSY 3 /* and all above */

/** Reasons for an inter-processor interrupt; small integers, so that an
 *  architecture can map them to vectors or SGI numbers by adding a base
 */
enum lcpu_ipi {
	LCPU_IPI_RUN,	 /* there is a request in the queue */
	LCPU_IPI_WAKEUP, /* come out of the halt, nothing else */
	LCPU_IPI_TLB,	 /* see lcpu_arch_handle_tlb() */
	LCPU_IPI_STOP,	 /* halt for ever (crash on another CPU) */
	LCPU_IPI_COUNT
};

/** Requests of one CPU: a ring under a lock, any CPU writes, the owner reads */
struct lcpu_queue {
	struct uk_spinlock lock; /* taken with interrupts disabled */
	unsigned int head;	 /* next to run; free-running */
	unsigned int tail;	 /* next free slot; free-running */
	struct ukplat_lcpu_func fn[UKPLAT_LCPU_RUN_DEPTH];
};

struct lcpu {
	struct lcpu *self;  /* x86_64: read through %gs:0 */
	void *start_sp;	    /* initial stack pointer, set by start */
	__lcpuid id;	    /* hardware ID */
	__lcpuidx idx;	    /* position in the table */
	/* Stack of the running thread for its system calls; 0: none. Own CPU,
	 * kept by the scheduler
	 */
	__uptr entry_sp;
	int state;	    /* LCPU_STATE_*; atomic accesses only */
	int is_asleep;	    /* see lcpu_is_asleep(); atomic accesses only */
	ukplat_lcpu_entry_t entry; /* first function or NULL */
	int serving; /* own: requests are being run further down the stack */
	struct lcpu_queue queue;
	struct lcpu_arch arch;
} __attribute__((aligned(64)));

_Static_assert(offsetof(struct lcpu, self) == LCPU_SELF_OFFSET, "asm");
_Static_assert(offsetof(struct lcpu, start_sp) == LCPU_START_SP_OFFSET, "asm");
_Static_assert(offsetof(struct lcpu, id) == LCPU_ID_OFFSET, "asm");
_Static_assert(offsetof(struct lcpu, idx) == LCPU_IDX_OFFSET, "asm");
_Static_assert(offsetof(struct lcpu, entry_sp) == LCPU_ENTRY_SP_OFFSET, "asm");

/* -- generic, for the architecture and platform to call -- */

/**
 * Sets up entry 0 for the calling boot CPU: BUSY, current (calls
 * lcpu_arch_set_current()). Call before anything that asks for the current CPU.
 */
void lcpu_boot_init(__lcpuid id);

/**
 * Adds a discovered CPU, OFFLINE. For the ID of the boot CPU returns entry 0, so
 * discovery need not filter it.
 * @return the entry, or NULL if the table (CONFIG_UKPLAT_LCPU_MAXCOUNT) is full
 */
struct lcpu *lcpu_alloc(__lcpuid id);

/** @return entry of the CPU with that index, or NULL */
struct lcpu *lcpu_get(__lcpuidx idx);

/** @return entry of the CPU with that hardware ID, or NULL */
struct lcpu *lcpu_find(__lcpuid id);

/**
 * @return the state now, one of LCPU_STATE_HALTED..BUSY. Below IDLE a CPU runs
 *   no code of others and takes no IPI: who waits for it must look here again
 */
int lcpu_state(const struct lcpu *lcpu);

/**
 * @return whether shootdowns may leave out the CPU: it does not run, and forgets
 *   all translations before it does anything but to take an interrupt. Handlers
 *   of interrupts and NMIs therefore use nothing that is ever mapped anew. Who
 *   asks has made its changes of the page tables visible before (mb())
 */
static inline int lcpu_is_asleep(const struct lcpu *lcpu)
{
	return __atomic_load_n(&lcpu->is_asleep, __ATOMIC_SEQ_CST);
}

/** Ends the sleep of the calling CPU, if it is asleep: it forgets all translations,
 *  and shootdowns ask it again. Interrupts disabled
 */
void lcpu_wake(struct lcpu *lcpu);

/** Runs the queued requests of the calling CPU; interrupts disabled. `regs` as
 *  ukplat_lcpu_func_t describes
 */
void lcpu_serve_queue(struct lcpu *lcpu, struct __regs *regs);

/**
 * Queues a request for another CPU and sends it a RUN IPI.
 * @return 0; -EAGAIN queue full or CPU in INIT; -ENODEV; -EIO
 */
int lcpu_queue_push(struct lcpu *lcpu, const struct ukplat_lcpu_func *fn);

/**
 * First C function of a started CPU, on its own stack with interrupts disabled
 * and `lcpu` current.
 */
void lcpu_entry(struct lcpu *lcpu) __attribute__((noreturn));

/**
 * To be called by the interrupt handler of an IPI, interrupts disabled, after
 * the interrupt was acknowledged (EOI), because STOP does not return.
 */
void lcpu_handle_ipi(struct __regs *regs, enum lcpu_ipi kind);

/** Sends STOP to all other started CPUs; does not wait. From crash code */
void lcpu_stop_others(void);

/* -- hooks, provided by the architecture -- */

/* struct lcpu *lcpu_get_current(void): static inline in <uk/asm/lcpu_arch.h> */

/** Makes `lcpu` the answer of lcpu_get_current() (GS base, TPIDR_EL1) */
void lcpu_arch_set_current(struct lcpu *lcpu);

/** @return hardware ID of the calling CPU, read from the hardware */
__lcpuid lcpu_arch_id(void);

/**
 * On the CPU itself, for a secondary CPU before it is announced: descriptor
 * tables/vectors, control registers equal to those of the boot CPU, interrupt
 * controller interface ready for IPIs. Interrupts stay disabled.
 * @return 0, or negative errno: the CPU becomes HALTED
 */
int lcpu_arch_init(struct lcpu *lcpu);

/**
 * Makes the hardware start the CPU (INIT-SIPI, PSCI CPU_ON); `start_sp` is set.
 * All earlier writes are made visible to the CPU, also with its caches off.
 * @return 0; -ENOTSUP; -EIO
 */
int lcpu_arch_start(struct lcpu *lcpu);

/**
 * Sends an IPI to one CPU (never the calling one). All earlier writes of the
 * caller are visible to the handler (dsb ishst; x2APIC: mfence;lfence before
 * the MSR write).
 * @return 0 or -EIO
 */
int lcpu_arch_send_ipi(struct lcpu *lcpu, enum lcpu_ipi kind);

/**
 * TLB IPI: does the flushes that other CPUs asked of the current one and
 * acknowledges them; does nothing if there are none. Called by the generic code
 * from IPI handlers, and also, with interrupts enabled or disabled, from every
 * loop that waits for another CPU, so that CPUs that wait for one another with
 * interrupts disabled cannot deadlock. The architecture's own wait for
 * acknowledgements must call it too. arm64 (TLBI broadcasts): empty.
 */
void lcpu_arch_handle_tlb(void);

/*
 * In <uk/asm/lcpu.h>, for both halts:
 *   ukarch_halt()      waits for an interrupt or event, IRQ mask unchanged
 *   ukarch_halt_irq()  IRQs disabled on entry; atomically enables them and
 *                      waits, lets the handler run, returns with IRQs disabled
 *                      (x86_64: sti;hlt;cli   arm64: wfi; unmask; isb; mask)
 */
#endif /* !__ASSEMBLY__ */

#endif /* __PLAT_COMMON_LCPU_H__ */
