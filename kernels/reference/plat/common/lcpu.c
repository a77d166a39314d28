/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The table of logical CPUs and the life of one: discovered, started, idle,
 * halted. Interface: <uk/plat/lcpu.h>, <uk/plat/common/lcpu.h>.
 *
 * `state` is the one word that others look at. It is IDLE plus the number of
 * things the CPU still has to do: requests in its queue, the one it runs, its
 * own entry function. Who takes it down to IDLE does so with release order after
 * the work, who sees IDLE does so with acquire order: then the work is visible.
 */
#include <uk/arch/memtag.h>
#include <uk/arch/paging.h>
#include <uk/assert.h>
#include <uk/essentials.h>
#include <uk/plat/common/lcpu.h>
#include <uk/plat/timer.h>
#include <uk/print.h>

static struct lcpu lcpus[CONFIG_UKPLAT_LCPU_MAXCOUNT];
static __u32 lcpu_count;

__lcpuid ukplat_lcpu_id(void)
{
	return lcpu_get_current()->id;
}

__lcpuidx ukplat_lcpu_idx(void)
{
	return lcpu_get_current()->idx;
}

__u32 ukplat_lcpu_count(void)
{
	return lcpu_count;
}

struct lcpu *lcpu_get(__lcpuidx idx)
{
	return idx < lcpu_count ? &lcpus[idx] : NULL;
}

struct lcpu *lcpu_find(__lcpuid id)
{
	__lcpuidx idx;

	for (idx = 0; idx < lcpu_count; idx++) {
		if (lcpus[idx].id == id)
			return &lcpus[idx];
	}
	return NULL;
}

int lcpu_state(const struct lcpu *lcpu)
{
	int state = __atomic_load_n(&lcpu->state, __ATOMIC_ACQUIRE);

	return state < LCPU_STATE_BUSY ? state : LCPU_STATE_BUSY;
}

struct lcpu *lcpu_alloc(__lcpuid id)
{
	struct lcpu *lcpu = lcpu_find(id);

	if (lcpu || lcpu_count == CONFIG_UKPLAT_LCPU_MAXCOUNT)
		return lcpu;
	lcpu = &lcpus[lcpu_count];
	lcpu->self = lcpu;
	lcpu->id = id;
	lcpu->idx = lcpu_count++;
	return lcpu;
}

void lcpu_boot_init(__lcpuid id)
{
	struct lcpu *lcpu = lcpu_alloc(id);

	UK_ASSERT(lcpu == &lcpus[0]);
	lcpu->state = LCPU_STATE_BUSY;
	lcpu_arch_set_current(lcpu);
}

/* A change of the page tables that left out the sleeper is seen by the flush, one
 * that finds it awake asks for its own
 */
void lcpu_wake(struct lcpu *lcpu)
{
	if (!lcpu_is_asleep(lcpu))
		return;
	__atomic_store_n(&lcpu->is_asleep, 0, __ATOMIC_SEQ_CST);
	__atomic_thread_fence(__ATOMIC_SEQ_CST);
	ukarch_tlb_flush();
}

/* What comes between the look for work and the halt ends the halt */
static void sleep_until_irq(struct lcpu *lcpu)
{
	UK_ASSERT(ukarch_irq_disabled());
	__atomic_store_n(&lcpu->is_asleep, 1, __ATOMIC_SEQ_CST);
	ukarch_halt_irq();
	lcpu_wake(lcpu);
}

/* Interrupts disabled on entry to each turn, so that a request that arrives
 * after the look into the queue ends the halt
 */
static void __noreturn idle_loop(struct lcpu *lcpu)
{
	for (;;) {
		lcpu_serve_queue(lcpu, NULL);
		sleep_until_irq(lcpu);
	}
}

/* From here on others see the CPU, and send it requests and shootdowns. Those
 * sent before, it has missed
 */
static void announce(struct lcpu *lcpu, int state)
{
	__atomic_store_n(&lcpu->state, state, __ATOMIC_SEQ_CST);
	__atomic_thread_fence(__ATOMIC_SEQ_CST);
	ukarch_tlb_flush();
}

static void run_entry(struct lcpu *lcpu)
{
	announce(lcpu, LCPU_STATE_BUSY);
	ukplat_timer_storm_on();
	ukarch_irq_enable();
	lcpu->entry();
	ukarch_irq_disable();
	ukarch_memtag_note_fault();
	__atomic_fetch_sub(&lcpu->state, 1, __ATOMIC_RELEASE);
}

void lcpu_entry(struct lcpu *lcpu)
{
	int rc = lcpu_arch_init(lcpu);

	if (rc) {
		uk_pr_err("CPU %u: initialization failed: %d\n", lcpu->idx, rc);
		ukplat_lcpu_halt();
	}
	if (lcpu->entry)
		run_entry(lcpu);
	else
		announce(lcpu, LCPU_STATE_IDLE);
	idle_loop(lcpu);
}

void ukplat_lcpu_halt(void)
{
	struct lcpu *lcpu = lcpu_get_current();

	ukarch_irq_disable();
	uk_spin_lock(&lcpu->queue.lock);
	__atomic_store_n(&lcpu->state, LCPU_STATE_HALTED, __ATOMIC_RELEASE);
	uk_spin_unlock(&lcpu->queue.lock);
	__atomic_store_n(&lcpu->is_asleep, 1, __ATOMIC_SEQ_CST);
	for (;;)
		ukarch_halt();
}

void ukplat_lcpu_halt_irq(void)
{
	UK_ASSERT(ukarch_irq_disabled());
	if (lcpu_count > 1)
		sleep_until_irq(lcpu_get_current());
	else
		ukarch_halt_irq();
	ukplat_timer_storm_on();
}
