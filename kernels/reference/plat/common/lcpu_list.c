/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The operations on lists of logical CPUs: start, wait, run, wake up. Each is an
 * action on one CPU; for_each_lcpu() holds the rules that lists share.
 */
#include <errno.h>
#include <uk/essentials.h>
#include <uk/plat/common/lcpu.h>
#include <uk/plat/time.h>

/**
 * Action on one CPU of a list.
 * @param pos position in the list
 * @return 0 or negative errno, which ends the list
 */
typedef int (*lcpu_action_t)(struct lcpu *lcpu, unsigned int pos,
			     const void *arg);

/* Whether a CPU belongs to "all others" */
typedef __bool (*lcpu_filter_t)(int state);

static __bool is_offline(int state)
{
	return state == LCPU_STATE_OFFLINE;
}

static __bool is_started(int state)
{
	return state >= LCPU_STATE_INIT;
}

static int for_listed(const __lcpuidx lcpuidx[], unsigned int *num,
		      lcpu_action_t action, const void *arg)
{
	unsigned int pos;
	int rc = 0;

	for (pos = 0; pos < *num; pos++) {
		struct lcpu *lcpu = lcpu_get(lcpuidx[pos]);

		rc = lcpu && lcpu != lcpu_get_current()
			     ? action(lcpu, pos, arg)
			     : -EINVAL;
		if (rc)
			break;
	}
	*num = pos;
	return rc;
}

static int for_others(lcpu_filter_t filter, unsigned int *num,
		      lcpu_action_t action, const void *arg)
{
	unsigned int pos = 0;
	__lcpuidx idx;
	int rc = 0;

	for (idx = 0; idx < ukplat_lcpu_count() && !rc; idx++) {
		struct lcpu *lcpu = lcpu_get(idx);

		if (lcpu == lcpu_get_current() || !filter(lcpu_state(lcpu)))
			continue;
		rc = action(lcpu, pos, arg);
		if (!rc)
			pos++;
	}
	if (num)
		*num = pos;
	return rc;
}

static int for_each_lcpu(const __lcpuidx lcpuidx[], unsigned int *num,
			 lcpu_filter_t filter, lcpu_action_t action,
			 const void *arg)
{
	if (!lcpuidx)
		return for_others(filter, num, action, arg);
	if (!num)
		return -EINVAL;
	return for_listed(lcpuidx, num, action, arg);
}

/* In a loop that waits for another CPU */
static void relax(void)
{
	lcpu_arch_handle_tlb();
	ukarch_cpu_relax();
}

struct start_args {
	void **sp;
	const ukplat_lcpu_entry_t *entry;
};

static int start_one(struct lcpu *lcpu, unsigned int pos, const void *arg)
{
	const struct start_args *args = arg;
	int expected = LCPU_STATE_OFFLINE;
	int rc;

	if (!args->sp[pos] || !IS_ALIGNED((__uptr)args->sp[pos], 16))
		return -EINVAL;
	if (!__atomic_compare_exchange_n(&lcpu->state, &expected,
					 LCPU_STATE_INIT, 0, __ATOMIC_ACQUIRE,
					 __ATOMIC_RELAXED))
		return -EALREADY;
	lcpu->start_sp = args->sp[pos];
	lcpu->entry = args->entry ? args->entry[pos] : NULL;
	rc = lcpu_arch_start(lcpu);
	if (rc)
		__atomic_store_n(&lcpu->state, LCPU_STATE_OFFLINE,
				 __ATOMIC_RELEASE);
	return rc;
}

int ukplat_lcpu_start(const __lcpuidx lcpuidx[], unsigned int *num,
		      void *sp[], const ukplat_lcpu_entry_t entry[],
		      unsigned long flags)
{
	struct start_args args = {sp, entry};

	if (!sp || flags)
		return -EINVAL;
	return for_each_lcpu(lcpuidx, num, is_offline, start_one, &args);
}

struct wait_args {
	__nsec start;
	__nsec timeout; /* 0: none */
};

static int wait_one(struct lcpu *lcpu, unsigned int pos,
		    const void *arg)
{
	const struct wait_args *args = arg;
	int state;

	for (;;) {
		state = lcpu_state(lcpu);
		if (state == LCPU_STATE_IDLE)
			return 0;
		if (!is_started(state))
			return -ENODEV;
		if (args->timeout
		    && ukplat_monotonic_clock() - args->start >= args->timeout)
			return -ETIMEDOUT;
		relax();
	}
}

int ukplat_lcpu_wait(const __lcpuidx lcpuidx[], unsigned int *num,
		     __nsec timeout)
{
	struct wait_args args = {ukplat_monotonic_clock(), timeout};

	return for_each_lcpu(lcpuidx, num, is_started, wait_one, &args);
}

struct run_args {
	const struct ukplat_lcpu_func *fn;
	__bool may_block;
};

static int run_one(struct lcpu *lcpu, unsigned int pos,
		   const void *arg)
{
	const struct run_args *args = arg;
	int rc;

	for (;;) {
		rc = lcpu_queue_push(lcpu, args->fn);
		if (rc != -EAGAIN || !args->may_block)
			return rc;
		relax();
	}
}

int ukplat_lcpu_run(const __lcpuidx lcpuidx[], unsigned int *num,
		    const struct ukplat_lcpu_func *fn, unsigned long flags)
{
	struct run_args args = {fn, !(flags & UKPLAT_LCPU_RFLG_DONOTBLOCK)};

	if (!fn || !fn->fn || (flags & ~UKPLAT_LCPU_RFLG_ALL))
		return -EINVAL;
	return for_each_lcpu(lcpuidx, num, is_started, run_one, &args);
}

/* A CPU in INIT has not come to its first look at any condition yet */
static int wakeup_one(struct lcpu *lcpu, unsigned int pos,
		      const void *arg)
{
	int state = lcpu_state(lcpu);

	if (!is_started(state))
		return -ENODEV;
	if (state == LCPU_STATE_INIT)
		return 0;
	return lcpu_arch_send_ipi(lcpu, LCPU_IPI_WAKEUP);
}

int ukplat_lcpu_wakeup(const __lcpuidx lcpuidx[], unsigned int *num)
{
	return for_each_lcpu(lcpuidx, num, is_started, wakeup_one, NULL);
}

static int stop_one(struct lcpu *lcpu, unsigned int pos,
		    const void *arg)
{
	lcpu_arch_send_ipi(lcpu, LCPU_IPI_STOP);
	return 0;
}

void lcpu_stop_others(void)
{
	for_others(is_started, NULL, stop_one, NULL);
}
