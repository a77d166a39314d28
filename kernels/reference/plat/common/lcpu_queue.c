/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Requests to logical CPUs: the queue of each CPU and what its inter-processor
 * interrupts do.
 *
 * Where requests run: a CPU in its idle loop runs them there, interrupts
 * enabled; all others in the handler of the RUN interrupt. `serving` keeps the
 * handler out while the loop is at it, which is how one request at a time and
 * the order of the queue hold.
 *
 * Why no request is lost: it is in the queue, under the lock, before the
 * interrupt is sent; and the idle loop looks into the queue with interrupts
 * disabled before it halts, so the interrupt is either before the look, or ends
 * the halt.
 */
#include <uk/arch/memtag.h>
#include <errno.h>
#include <uk/plat/common/lcpu.h>
#include <uk/plat/timer.h>

static int push_locked(struct lcpu *lcpu, const struct ukplat_lcpu_func *fn)
{
	struct lcpu_queue *queue = &lcpu->queue;
	int state = lcpu_state(lcpu);

	if (state == LCPU_STATE_HALTED || state == LCPU_STATE_OFFLINE)
		return -ENODEV;
	if (state == LCPU_STATE_INIT
	    || queue->tail - queue->head == UKPLAT_LCPU_RUN_DEPTH)
		return -EAGAIN;
	queue->fn[queue->tail++ % UKPLAT_LCPU_RUN_DEPTH] = *fn;
	__atomic_fetch_add(&lcpu->state, 1, __ATOMIC_RELAXED);
	return 0;
}

int lcpu_queue_push(struct lcpu *lcpu, const struct ukplat_lcpu_func *fn)
{
	unsigned long flags;
	int rc;

	uk_spin_lock_irqsave(&lcpu->queue.lock, flags);
	rc = push_locked(lcpu, fn);
	uk_spin_unlock_irqrestore(&lcpu->queue.lock, flags);
	return rc ? rc : lcpu_arch_send_ipi(lcpu, LCPU_IPI_RUN);
}

/* @return whether there was a request. Interrupts disabled */
static __bool pop(struct lcpu *lcpu, struct ukplat_lcpu_func *fn)
{
	struct lcpu_queue *queue = &lcpu->queue;
	__bool found;

	uk_spin_lock(&queue->lock);
	found = queue->head != queue->tail;
	if (found)
		*fn = queue->fn[queue->head++ % UKPLAT_LCPU_RUN_DEPTH];
	uk_spin_unlock(&queue->lock);
	return found;
}

/* Interrupts are enabled for the function if it interrupts nobody */
static void run(const struct ukplat_lcpu_func *fn, struct __regs *regs)
{
	if (!regs) {
		ukplat_timer_storm_on();
		ukarch_irq_enable();
	}
	fn->fn(regs, fn->user);
	ukarch_irq_disable();
	/* What an interrupt interrupted answers for itself */
	if (!regs)
		ukarch_memtag_note_fault();
}

void lcpu_serve_queue(struct lcpu *lcpu, struct __regs *regs)
{
	struct ukplat_lcpu_func fn;

	lcpu->serving = 1;
	while (pop(lcpu, &fn)) {
		run(&fn, regs);
		__atomic_fetch_sub(&lcpu->state, 1, __ATOMIC_RELEASE);
	}
	/* The idle loop stays in charge between its turns */
	lcpu->serving = !regs;
}

void lcpu_handle_ipi(struct __regs *regs, enum lcpu_ipi kind)
{
	struct lcpu *lcpu = lcpu_get_current();

	switch (kind) {
	case LCPU_IPI_RUN:
		if (lcpu->serving)
			break;
		/* A request may use what was mapped while this CPU slept */
		lcpu_wake(lcpu);
		lcpu_serve_queue(lcpu, regs);
		break;
	case LCPU_IPI_TLB:
		lcpu_arch_handle_tlb();
		break;
	case LCPU_IPI_STOP:
		ukplat_lcpu_halt();
	case LCPU_IPI_WAKEUP:
	case LCPU_IPI_COUNT:
		break;
	}
}
