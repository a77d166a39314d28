/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The boot CPU's scheduler: started before all other libraries, so that their
 * constructors may create threads.
 */
#include <errno.h>
#include <uk/init.h>
#include <uk/schedcoop.h>

static int start(struct uk_init_ctx *ctx __unused)
{
	struct uk_sched *s = uk_schedcoop_create(uk_alloc_get_default());

	return s ? uk_sched_start(s) : -ENOMEM;
}

uk_early_initcall_prio(start, 0, 0);
