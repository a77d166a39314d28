/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * From the number of a system call to its implementation. The linker collects
 * the registrations; a table by number is made of them before any library that
 * may call. Interface: <uk/syscall.h>.
 */
#include <stdbool.h>
#include <uk/init.h>
#include <uk/print.h>
#include <uk/syscall.h>

/* One beyond the largest number */
#define NR(nr, name) char nr_##name[(nr) + 1];
union largest {
	UK_SYSCALL_LIST(NR)
};
#define NR_COUNT ((long)sizeof(union largest))

static const struct uk_syscall_entry entries_begin[0] __used
	__section(".uk_table.syscall.0") __align(8);
static const struct uk_syscall_entry entries_end[0] __used
	__section(".uk_table.syscall.z") __align(8);

static struct {
	uk_syscall_fn_t fn;
	int arg_count;
} table[NR_COUNT];

static uk_syscall_tracer_t tracer;

static bool is_implemented(long nr)
{
	return nr >= 0 && nr < NR_COUNT && table[nr].fn;
}

static long call(long nr, long a1, long a2, long a3, long a4, long a5, long a6)
{
	const char *name;

	if (is_implemented(nr))
		return table[nr].fn(a1, a2, a3, a4, a5, a6);
	name = uk_syscall_name(nr);
	uk_pr_debug("System call %ld (%s) is not implemented\n", nr,
		    name ? name : "unknown");
	return -ENOSYS;
}

long uk_syscall6_r(long nr, long a1, long a2, long a3, long a4, long a5,
		   long a6)
{
	const long args[6] = {a1, a2, a3, a4, a5, a6};
	long result = call(nr, a1, a2, a3, a4, a5, a6);

	if (unlikely(tracer))
		tracer(nr, args, result);
	return result;
}

unsigned int uk_syscall_arg_count(long nr)
{
	return is_implemented(nr) ? (unsigned int)table[nr].arg_count : 6;
}

void uk_syscall_set_tracer(uk_syscall_tracer_t fn)
{
	tracer = fn;
}

static int fill_table(struct uk_init_ctx *ctx __unused)
{
	const struct uk_syscall_entry *e;

	for (e = entries_begin; e < entries_end; e++) {
		if (table[e->nr].fn) {
			uk_pr_err("System call %s is implemented twice\n",
				  uk_syscall_name(e->nr));
			return -EEXIST;
		}
		table[e->nr].fn = e->fn;
		table[e->nr].arg_count = e->arg_count;
	}
	return 0;
}

uk_early_initcall_prio(fill_table, 0, 0);
