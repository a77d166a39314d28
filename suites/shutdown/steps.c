/* SPDX-License-Identifier: BSD-3-Clause */
/* The entries, in another order than that in which they run. */
#include <errno.h>
#include <string.h>
#include <uk/alloc.h>
#include <uk/arch/time.h>
#include <uk/asm/lcpu.h>
#include <uk/boot.h>
#include <uk/libparam.h>
#include <uk/plat/lcpu.h>
#include <uk/sched.h>

#include "steps.h"

char steps_built[STEPS_MAX];
char steps_undone[STEPS_MAX];
struct step steps_of_build[STEPS_MAX];
struct step steps_of_undoing[STEPS_MAX];
struct steps_probe steps_probe;

static const char *param_fail = "";

UK_LIBPARAM("shutdown.fail", UK_LIBPARAM_CHARP, param_fail);

static const char *param_ask = "";

UK_LIBPARAM("shutdown.ask", UK_LIBPARAM_CHARP, param_ask);

static const char *param_worse = "";

UK_LIBPARAM("shutdown.worse", UK_LIBPARAM_CHARP, param_worse);

char steps_failing(void)
{
	return param_fail[0];
}

char steps_asking(void)
{
	return param_ask[0];
}

static void note(char letters[], struct step steps[], char letter,
		 enum ukplat_gstate target)
{
	__sz at = strlen(letters);

	if (at + 1 == STEPS_MAX)
		return; /* the first ones show what went wrong */
	letters[at] = letter;
	steps[at] = (struct step){uk_thread_current(), ukplat_lcpu_idx(),
				  ukarch_irq_disabled(),
				  uk_boot_is_shutting_down(), target};
}

static int build(char letter)
{
	if (letter == steps_failing())
		return -EIO;
	note(steps_built, steps_of_build, letter, UKPLAT_HALT);
	if (letter == param_ask[0])
		uk_boot_shutdown_req(UKPLAT_HALT);
	return 0;
}

static void undo(char letter, const struct uk_term_ctx *ctx)
{
	note(steps_undone, steps_of_undoing, letter, ctx->target);
	if (letter == param_worse[0])
		uk_boot_shutdown_req(UKPLAT_CRASH);
}

#define CONSTRUCTOR(letter)                                                    \
	static int build_##letter(struct uk_init_ctx *ctx __unused)            \
	{                                                                      \
		return build(#letter[0]);                                      \
	}
#define DESTRUCTOR(letter)                                                     \
	static void undo_##letter(const struct uk_term_ctx *ctx)               \
	{                                                                      \
		undo(#letter[0], ctx);                                         \
	}
#define BOTH(letter)                                                           \
	CONSTRUCTOR(letter)                                                    \
	DESTRUCTOR(letter)

static void run(void *flag)
{
	*(int *)flag = 1;
	uk_sched_thread_exit();
}

/* The scheduler goes on, and there is memory */
static void undo_g(const struct uk_term_ctx *ctx)
{
	void *p = uk_malloc(uk_alloc_get_default(), 100);

	undo('g', ctx);
	steps_probe.memory_was_there = !!p;
	uk_free(uk_alloc_get_default(), p);
	if (uk_sched_thread_create_fn1(uk_sched_current(),
				       (uk_thread_fn1_t)(__uptr)run,
				       &steps_probe.thread_ran, 0, true, true,
				       "undo", NULL, NULL))
		uk_sched_thread_sleep(ukarch_time_usec_to_nsec(50));
}

static void undo_i(const struct uk_term_ctx *ctx)
{
	undo('i', ctx);
	steps_probe.is_shutting_down = uk_boot_is_shutting_down();
	steps_probe.same_target = uk_boot_shutdown_req(ctx->target);
	steps_probe.bad_target =
		uk_boot_shutdown_req((enum ukplat_gstate)(UKPLAT_CRASH + 1));
}

BOTH(a)
BOTH(b)
BOTH(c)
BOTH(d)
BOTH(e)
DESTRUCTOR(f)
CONSTRUCTOR(g)
CONSTRUCTOR(h)
CONSTRUCTOR(i)
BOTH(j)
BOTH(k)
BOTH(l)

uk_late_initcall_prio(build_j, undo_j, 4);
uk_sys_initcall_prio(build_h, NULL, 2);
uk_plat_initcall_prio(build_c, undo_c, 9);
uk_lib_initcall_prio(build_d, undo_d, 3);
uk_early_initcall_prio(build_a, undo_a, 5);
uk_rootfs_initcall(NULL, undo_f);
uk_late_initcall_prio(build_i, undo_i, 0);
uk_plat_initcall_prio(build_b, undo_b, 0);
uk_sys_initcall_prio(build_g, undo_g, 0);
/* Behind all suites */
uk_initcall_class_prio(build_l, undo_l, 6, 9zzz);
uk_initcall_class_prio(build_k, undo_k, 6, 9zz);
uk_lib_initcall_prio(build_e, undo_e, 7);
