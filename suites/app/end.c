/* SPDX-License-Identifier: BSD-3-Clause */
/* Waiting for an end that somebody else asks for. Interface: end.h. */
#include <string.h>
#include <uk/asm/lcpu.h>
#include <uk/boot.h>
#include <uk/config.h>
#include <uk/libparam.h>
#include <uk/plat/common/lcpu.h>

#ifdef CONFIG_LIBUKSCHEDCOOP
#include <uk/sched.h>
#endif

#include "end.h"

static const char *param_end = "main";

UK_LIBPARAM("app.end", UK_LIBPARAM_CHARP, param_end);

static void request(struct __regs *regs __unused, void *arg __unused)
{
	uk_boot_shutdown_req(UKPLAT_HALT);
}

static __bool request_from_a_cpu(void)
{
	const struct ukplat_lcpu_func fn = {request, NULL};
	unsigned int one = 1;
	__lcpuidx idx;

	for (idx = 1; idx < ukplat_lcpu_count(); idx++)
		if (lcpu_state(lcpu_get(idx)) >= LCPU_STATE_IDLE)
			return !ukplat_lcpu_run(&idx, &one, &fn, 0);
	return 0;
}

#ifdef CONFIG_LIBUKSCHEDCOOP
static void __noreturn request_later(void)
{
	uk_sched_thread_sleep(ukarch_time_msec_to_nsec(1));
	request(NULL, NULL);
	uk_sched_thread_exit();
}

static __bool request_from_a_thread(void)
{
	return !!uk_sched_thread_create_fn0(uk_sched_current(), request_later,
					    0, false, false, "request", NULL,
					    NULL);
}
#else
static __bool request_from_a_thread(void)
{
	return 0;
}
#endif

/* Without an own thread for main(), the init thread sees requests when it returns.
 * One is seen between the look and the halt: interrupts are off
 */
static void wait(void)
{
#ifdef CONFIG_LIBUKBOOT_MAINTHREAD
	for (;;) {
		uk_thread_block(uk_thread_current());
		uk_sched_yield();
	}
#elif defined(CONFIG_LIBUKSCHEDCOOP)
	while (!uk_boot_is_shutting_down())
		uk_sched_thread_sleep(ukarch_time_msec_to_nsec(1));
#else
	ukarch_irq_disable();
	while (!uk_boot_is_shutting_down())
		ukplat_lcpu_halt_irq();
	ukarch_irq_enable();
#endif
}

void app_wait_for_the_end(void)
{
	if (!strcmp(param_end, "main"))
		return;
	if (!strcmp(param_end, "request") && !request_from_a_cpu() &&
	    !request_from_a_thread())
		request(NULL, NULL);
	wait();
}
