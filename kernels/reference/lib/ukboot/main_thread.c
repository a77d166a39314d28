/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * main() in a thread of its own, so that the init thread can answer to requests
 * for the end whatever main() waits for.
 */
#include <uk/arch/limits.h>
#include <uk/plat/crash.h>
#include <uk/print.h>
#include <uk/sched.h>

#include "internal.h"

int main(int argc, char *argv[]);

static int main_argc;
static char **main_argv;
static struct uk_thread *init_thread; /* while it waits */

static void __noreturn main_thread(void)
{
	int rc = main(main_argc, main_argv);

	uk_pr_info("main returned %d\n", rc);
	uk_boot_shutdown_req(rc ? UKPLAT_FAIL : UKPLAT_HALT);
	uk_sched_thread_exit();
}

/* A main() that ends its thread without returning has returned 0 */
static void main_is_over(struct uk_thread *t __unused)
{
	uk_boot_shutdown_req(UKPLAT_HALT);
}

void ukboot_wake_init(void)
{
	struct uk_thread *t = __atomic_load_n(&init_thread, __ATOMIC_ACQUIRE);

	if (t)
		uk_thread_wakeup(t);
}

/* A request between the look and the block wakes a thread that is not blocked:
 * so there is a second look
 */
static void wait_for_request(void)
{
	struct uk_thread *self = uk_thread_current();

	__atomic_store_n(&init_thread, self, __ATOMIC_SEQ_CST);
	while (!uk_boot_is_shutting_down()) {
		uk_thread_block(self);
		if (uk_boot_is_shutting_down())
			uk_thread_wakeup(self);
		uk_sched_yield();
	}
	__atomic_store_n(&init_thread, NULL, __ATOMIC_RELEASE);
}

void ukboot_run_main(int argc, char *argv[])
{
	main_argc = argc;
	main_argv = argv;
	if (!uk_sched_thread_create_fn0(uk_sched_current(), main_thread,
					__STACK_SIZE, false, false, "main",
					NULL, main_is_over))
		UK_CRASH("No memory for the main thread\n");
	wait_for_request();
}
