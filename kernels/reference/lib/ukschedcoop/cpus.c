/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Schedulers of other CPUs. A CPU runs its scheduler as a request of the boot CPU
 * (ukplat_lcpu_run()), in its idle loop; the request ends when the scheduler is
 * not wanted any more. Interface: <uk/sched_cpus.h>.
 */
#include <uk/arch/limits.h>
#include <uk/assert.h>
#include <uk/plat/common/lcpu.h>
#include <uk/sched_cpus.h>
#include <uk/schedcoop.h>

#define START_TIMEOUT_NSEC 1000000000UL

/* What a CPU has; made at its first use and kept */
struct cpu {
	struct uk_sched *sched;
	struct uk_thread *idle; /* what serves the request */
	bool is_lent;		/* boot CPU: request made, its end not awaited */
	bool is_running;	/* its scheduler takes threads; atomic */
	bool is_over;		/* the request shall end; atomic */
	bool is_told;		/* the boot CPU is done with `idle`; atomic */
};

static struct cpu cpus[CONFIG_UKPLAT_LCPU_MAXCOUNT];
static bool are_lent;

/* The thread that the scheduler makes of the CPU waits for the end */
static void serve(struct __regs *regs __unused, void *arg)
{
	struct cpu *cpu = arg;

	if (uk_sched_start(cpu->sched) < 0)
		return;
	cpu->idle = uk_thread_current();
	__atomic_store_n(&cpu->is_running, true, __ATOMIC_RELEASE);
	for (;;) {
		uk_thread_block(cpu->idle);
		if (__atomic_load_n(&cpu->is_over, __ATOMIC_ACQUIRE))
			break;
		uk_sched_yield();
	}
	/* It may have seen the end before it was woken for it */
	while (!__atomic_load_n(&cpu->is_told, __ATOMIC_ACQUIRE))
		ukarch_cpu_relax();
	uk_sched_stop(cpu->sched);
}

static bool start_cpu(__lcpuidx idx)
{
	struct uk_alloc *a = uk_alloc_get_default();
	unsigned int one = 1;
	char *stack;
	void *sp;

	if (lcpu_state(lcpu_get(idx)) != LCPU_STATE_OFFLINE)
		return true;
	stack = uk_memalign(a, UKARCH_SP_ALIGN, __STACK_SIZE);
	if (!stack)
		return false;
	sp = stack + __STACK_SIZE;
	if (ukplat_lcpu_start(&idx, &one, &sp, NULL, 0) == 0)
		return true;
	uk_free(a, stack);
	return false;
}

static bool is_idle(__lcpuidx idx)
{
	unsigned int one = 1;

	if (lcpu_state(lcpu_get(idx)) == LCPU_STATE_INIT)
		ukplat_lcpu_wait(&idx, &one, START_TIMEOUT_NSEC);
	return lcpu_state(lcpu_get(idx)) == LCPU_STATE_IDLE;
}

static void lend(__lcpuidx idx)
{
	struct cpu *cpu = &cpus[idx];
	const struct ukplat_lcpu_func request = { .fn = serve, .user = cpu };
	unsigned int one = 1;

	if (!is_idle(idx))
		return;
	if (!cpu->sched)
		cpu->sched = uk_schedcoop_create(uk_alloc_get_default());
	if (!cpu->sched)
		return;
	cpu->is_over = false;
	cpu->is_told = false;
	cpu->is_lent = ukplat_lcpu_run(&idx, &one, &request, 0) == 0;
}

static void lend_all(void)
{
	__lcpuidx idx;

	are_lent = true;
	for (idx = 1; idx < ukplat_lcpu_count(); idx++)
		if (!start_cpu(idx))
			break;
	for (idx = 1; idx < ukplat_lcpu_count(); idx++)
		lend(idx);
}

/* CPUs that are still on their way take part a little later. Where nobody waits
 * for this CPU the thread stays here: most often its creator waits for it next,
 * and to wake another CPU costs more than to begin a little later
 */
struct uk_sched *uk_sched_cpus_choose(void)
{
	struct uk_sched *best = uk_sched_current();
	__lcpuidx idx;

	if (!are_lent) {
		UK_ASSERT(ukplat_lcpu_idx() == 0);
		cpus[0].sched = best;
		cpus[0].is_running = true;
		lend_all();
	}
	if (!uk_schedcoop_has_queue(best))
		return best;
	for (idx = 0; idx < ukplat_lcpu_count(); idx++)
		if (__atomic_load_n(&cpus[idx].is_running, __ATOMIC_ACQUIRE) &&
		    cpus[idx].sched->nb_threads < best->nb_threads)
			best = cpus[idx].sched;
	return best;
}

static void end(__lcpuidx idx)
{
	struct cpu *cpu = &cpus[idx];
	unsigned int one = 1;

	while (!__atomic_load_n(&cpu->is_running, __ATOMIC_ACQUIRE) &&
	       lcpu_state(lcpu_get(idx)) == LCPU_STATE_BUSY)
		ukarch_cpu_relax();
	__atomic_store_n(&cpu->is_over, true, __ATOMIC_RELEASE);
	if (__atomic_load_n(&cpu->is_running, __ATOMIC_ACQUIRE))
		uk_thread_wakeup(cpu->idle);
	__atomic_store_n(&cpu->is_told, true, __ATOMIC_RELEASE);
	ukplat_lcpu_wait(&idx, &one, 0);
	cpu->is_running = false;
	cpu->is_lent = false;
}

void uk_sched_cpus_end(void)
{
	__lcpuidx idx;

	if (!are_lent)
		return;
	for (idx = 1; idx < ukplat_lcpu_count(); idx++)
		if (cpus[idx].is_lent)
			end(idx);
	are_lent = false;
}
