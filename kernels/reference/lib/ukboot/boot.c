/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Life of the generic kernel: heap, command line, constructors, main(),
 * destructors, end. A constructor that fails ends the machine as a crash, after
 * the destructors of those that succeeded.
 */
#include <uk/alloc.h>
#include <uk/allocbbuddy.h>
#include <uk/assert.h>
#include <uk/init.h>
#include <uk/libparam.h>
#include <uk/plat/bootstrap.h>
#include <uk/plat/memory.h>
#include <uk/print.h>

extern const struct uk_inittab_entry uk_inittab_start[];
extern const struct uk_inittab_entry uk_inittab_end[];

int main(int argc, char *argv[]);

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
	uk_alloc_set_default(a);
	uk_pr_info("Heap: %lu KiB\n", uk_alloc_totalmem(a) / 1024);
}

static __noreturn void end(__sz initialized, enum ukplat_gstate target)
{
	const struct uk_term_ctx term = {.target = target};

	uk_inittab_term(uk_inittab_start, initialized, &term);
	uk_pr_info("Halting system (%d)\n", (int)target);
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
	rc = uk_inittab_run(uk_inittab_start, uk_inittab_end, &ctx,
			    &initialized);
	if (rc < 0) {
		uk_pr_err("Init function at %p returned error %d\n",
			  (void *)(__uptr)uk_inittab_start[initialized].init,
			  rc);
		end(initialized, UKPLAT_CRASH);
	}
	rc = main(ctx.cmdline.argc, ctx.cmdline.argv);
	uk_pr_info("main returned %d\n", rc);
	end(initialized, rc ? UKPLAT_FAIL : UKPLAT_HALT);
}
