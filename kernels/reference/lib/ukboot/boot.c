/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Life of the generic kernel, in the init thread: heap, command line,
 * constructors, main(), destructors, end. A constructor that fails ends the
 * machine as a crash, after the destructors of those that succeeded.
 */
#include <uk/alloc.h>
#include <uk/allocbbuddy.h>
#include <uk/assert.h>
#include <uk/init.h>
#include <uk/libparam.h>
#include <uk/plat/bootstrap.h>
#include <uk/plat/memory.h>
#include <uk/print.h>

#include "internal.h"

extern const struct uk_inittab_entry uk_inittab_start[];
extern const struct uk_inittab_entry uk_inittab_end[];

/* The heap is what the platform's paging left as free memory. */
static void heap_init(void)
{
	struct ukplat_memregion_desc *mrd;
	struct uk_alloc *a = NULL;

	ukplat_memregion_foreach(&mrd, UKPLAT_MEMRT_FREE, 0) {
		if (!a)
			a = uk_allocbbuddy_init((void *)mrd->vbase, mrd->len);
		else
			uk_alloc_addmem(a, (void *)mrd->vbase, mrd->len);
	}
	if (!a)
		UK_CRASH("No memory for the heap\n");
	uk_allocbbuddy_use_tags(a);
	uk_alloc_set_default(a);
	uk_pr_info("Heap: %lu KiB\n", uk_alloc_totalmem(a) / 1024);
}

/* A request for the end is seen before each constructor */
static int construct(struct uk_init_ctx *ctx, __sz *initialized)
{
	const struct uk_inittab_entry *entry = uk_inittab_start;
	__sz done;
	int rc = 0;

	while (entry < uk_inittab_end && !rc && !uk_boot_is_shutting_down()) {
		rc = uk_inittab_run(entry, entry + 1, ctx, &done);
		*initialized += done;
		entry++;
	}
	return rc;
}

/* A destructor may find that the end is worse than it was asked for */
static __noreturn void end(__sz initialized)
{
	const struct uk_term_ctx term = {.target = ukboot_shutdown_target()};
	enum ukplat_gstate target;

	uk_inittab_term(uk_inittab_start, initialized, &term);
	target = ukboot_shutdown_target();
	/* A bad result is an orderly halt all the same */
	uk_pr_info("Halting system (%d)\n",
		   (int)(target == UKPLAT_FAIL ? UKPLAT_HALT : target));
	ukplat_terminate(target);
}

void uk_boot_entry(const char *cmdline)
{
	struct uk_init_ctx ctx = {0};
	__sz initialized = 0;
	int rc;

	heap_init();
	rc = uk_libparam_parse(uk_alloc_get_default(), cmdline, &ctx);
	if (rc)
		UK_CRASH("Cannot use the command line: %d\n", rc);

	uk_pr_info("Init Table @ %p - %p\n", (const void *)uk_inittab_start,
		   (const void *)uk_inittab_end);
	rc = construct(&ctx, &initialized);
	if (rc < 0) {
		uk_pr_err("Init function at %p returned error %d\n",
			  (void *)(__uptr)uk_inittab_start[initialized].init,
			  rc);
		uk_boot_shutdown_req(UKPLAT_CRASH);
	}
	if (!uk_boot_is_shutting_down())
		ukboot_run_main(ctx.cmdline.argc, ctx.cmdline.argv);
	end(initialized);
}
