/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Logical CPUs: identification, start, work, wake-up and halt.
 *
 * A logical CPU (lcpu) has an index, 0 .. ukplat_lcpu_count() - 1, assigned in
 * order of discovery with the boot CPU at index 0, and an ID given by the
 * hardware (APIC ID, MPIDR affinity). All functions here take indices.
 *
 * A CPU is in one of these states:
 *
 *   OFFLINE --start--> INIT --> IDLE <--> BUSY        any --halt--> HALTED
 *
 * The boot CPU is BUSY from the beginning (it runs main) and a CPU that was
 * started with its own entry function is BUSY until that function returns.
 * An idle CPU sleeps with interrupts enabled until it is given work.
 *
 * Functions on lists: `lcpuidx` is an array of `*num` indices. NULL means all
 * CPUs but the calling one, in index order; `num` may then be NULL. If `num` is
 * not NULL it holds, on return, the number of CPUs that were dealt with before
 * the function returned, with success or with an error. Errors are returned as
 * negative errno; at an error, the rest of the list was not touched. Naming a
 * CPU that does not exist, or the calling CPU, is -EINVAL, as is a list with a
 * NULL `num`. An empty list succeeds.
 */
#ifndef __UKPLAT_LCPU_H__
#define __UKPLAT_LCPU_H__

#include <uk/arch/time.h>
#include <uk/arch/types.h>
#include <uk/config.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Hardware ID of a CPU (x86_64: local APIC ID, arm64: MPIDR affinity) */
typedef unsigned long __lcpuid;
/** Index of a CPU, dense from 0 */
typedef unsigned int __lcpuidx;

struct __regs;

/**
 * Work for another CPU.
 * @param regs what the CPU was doing when an interrupt asked for the function,
 *   or NULL if the CPU was idle
 * @param arg the `user` pointer of the request
 */
typedef void (*ukplat_lcpu_func_t)(struct __regs *regs, void *arg);

/** A function with its argument; copied by ukplat_lcpu_run() */
struct ukplat_lcpu_func {
	ukplat_lcpu_func_t fn;
	void *user;
};

/** First function of a CPU. It may return; the CPU is idle from then on */
typedef void (*ukplat_lcpu_entry_t)(void);

/** ukplat_lcpu_run(): return -EAGAIN where the call would have to wait */
#define UKPLAT_LCPU_RFLG_DONOTBLOCK 0x1UL
/** All flags that ukplat_lcpu_run() knows */
#define UKPLAT_LCPU_RFLG_ALL UKPLAT_LCPU_RFLG_DONOTBLOCK

/** Requests a CPU can hold, beside the one it runs */
#define UKPLAT_LCPU_RUN_DEPTH 8

/** @return hardware ID of the calling CPU */
__lcpuid ukplat_lcpu_id(void);

/** @return index of the calling CPU */
__lcpuidx ukplat_lcpu_idx(void);

/** @return number of CPUs known, started or not; at least 1 */
__u32 ukplat_lcpu_count(void);

/**
 * Starts CPUs that are offline. Returns when they have been told to start, not
 * when they have arrived: see ukplat_lcpu_wait().
 *
 * @param lcpuidx indices of CPUs, or NULL for all others that are offline
 * @param num see top of file
 * @param sp for each CPU the initial stack pointer (end of the stack), aligned
 *   to 16 bytes. The stack belongs to the CPU from then on
 * @param entry for each CPU the function to run first, or NULL to be idle. The
 *   array itself may be NULL: all are idle
 * @param flags none defined, must be 0
 * @return 0; -EINVAL bad index, missing or unaligned stack, unknown flag;
 *   -EALREADY a listed CPU is not offline; -ENOTSUP no way to start CPUs on
 *   this machine; -EIO the hardware refused (the CPU is offline again)
 */
int ukplat_lcpu_start(const __lcpuidx lcpuidx[], unsigned int *num,
		      void *sp[], const ukplat_lcpu_entry_t entry[],
		      unsigned long flags);

/**
 * Waits until CPUs are idle with no request queued. All that those CPUs wrote
 * before they became idle is visible to the caller on success.
 *
 * @param lcpuidx indices of CPUs, or NULL for all others that were started
 * @param num see top of file
 * @param timeout nanoseconds for the whole call; 0 waits without limit
 * @return 0; -ETIMEDOUT; -EINVAL bad index; -ENODEV a listed CPU is offline or
 *   halted
 */
int ukplat_lcpu_wait(const __lcpuidx lcpuidx[], unsigned int *num,
		     __nsec timeout);

/**
 * Asks CPUs to run a function. Requests of one caller to one CPU run in the
 * order of the calls, one at a time; returns without waiting for the function.
 * All that the caller wrote before the call is visible to the function.
 *
 * An idle CPU runs it in its idle loop, interrupts enabled. A CPU that runs its
 * own code (boot CPU, own entry function) is interrupted and runs it in the
 * interrupt handler with interrupts disabled: the function must not block.
 * While a request runs, further requests to that CPU are queued, at most
 * UKPLAT_LCPU_RUN_DEPTH; then the caller waits. A function run by request that
 * asks other CPUs in its turn should use DONOTBLOCK: two CPUs that wait for one
 * another's queues would wait for ever.
 *
 * @param lcpuidx indices of CPUs, or NULL for all others that were started
 * @param num see top of file
 * @param fn function and argument
 * @param flags UKPLAT_LCPU_RFLG_*
 * @return 0; -EINVAL bad index, NULL function, unknown flag; -ENODEV a listed
 *   CPU is offline or halted; -EAGAIN with DONOTBLOCK, if the queue of a CPU is
 *   full or the CPU is still starting
 */
int ukplat_lcpu_run(const __lcpuidx lcpuidx[], unsigned int *num,
		    const struct ukplat_lcpu_func *fn, unsigned long flags);

/**
 * Makes CPUs return from ukplat_lcpu_halt_irq(). A wake-up is never lost: if it
 * is sent after the CPU disabled interrupts and before it halts, it does not
 * halt.
 *
 * @param lcpuidx indices of CPUs, or NULL for all others that were started
 * @param num see top of file
 * @return 0; -EINVAL bad index; -ENODEV a listed CPU is offline or halted
 */
int ukplat_lcpu_wakeup(const __lcpuidx lcpuidx[], unsigned int *num);

/** Takes the calling CPU out of service for ever: it is HALTED. */
void ukplat_lcpu_halt(void) __attribute__((noreturn));

/**
 * Sleeps until an interrupt arrives and has been handled. To be called with
 * interrupts disabled, and returns with them disabled, so that the condition
 * that is waited for can be tested without a race.
 */
void ukplat_lcpu_halt_irq(void);

/**
 * One object per CPU. The macro defines an array with static storage; prefix
 * with `static` where wanted. Elements of different CPUs may share a cache
 * line: align the type where that matters.
 */
#define UKPLAT_PER_LCPU_DEFINE(type, name)                                     \
	type name[CONFIG_UKPLAT_LCPU_MAXCOUNT]
#define UKPLAT_PER_LCPU_DECLARE(type, name) extern type name[]
/** The object of the CPU with index `idx` */
#define ukplat_per_lcpu(name, idx) (name[idx])
/** The object of the calling CPU */
#define ukplat_per_lcpu_current(name) (name[ukplat_lcpu_idx()])

#ifdef __cplusplus
}
#endif

#endif /* __UKPLAT_LCPU_H__ */
