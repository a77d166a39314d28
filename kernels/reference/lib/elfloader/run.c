/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The life of a program: from an empty address space to an empty address space.
 * Interface: program.h.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <uk/alloc.h>
#include <uk/assert.h>
#include <uk/bkl.h>
#include <uk/falloc.h>
#include <uk/plat/paging.h>
#include <uk/plat/time.h>
#include <uk/print.h>
#include <uk/process_files.h>
#include <uk/program.h>
#include <uk/program_space.h>
#include <uk/sched.h>
#include <uk/signal.h>
#include <uk/uentry.h>

#include "image.h"
#include "program.h"

/* How long threads may take to leave the kernel when their program is killed */
#define KILL_PATIENCE (2UL * 1000 * 1000 * 1000)
/* Of a wait; a host that stalls the guest shortens the wait by one at most */
#define SLICE (500UL * 1000 * 1000)
/* Threads that are shown when a program takes too long */
#define TOLD_THREADS 16
#define PATH_MAX (PROGRAM_NAME_MAX + sizeof(".elf"))

UK_PROGRAM_HOOKS(vfscore_process_reset, vfscore_process_end, 5);

/* What the program that runs has written */
static size_t written, output_max;
static bool is_too_loud;

bool uk_program_output(size_t len)
{
	struct posix_process *p = posix_process_current();

	if (!uk_uthread_is(uk_thread_current()))
		return true;
	if (is_too_loud || len > output_max - written) {
		is_too_loud = true;
		posix_process_exit(p, UK_SIGKILL);
		return false;
	}
	written += len;
	return true;
}

static struct uk_thread *first_thread(const struct program *p,
				      const struct elf_image *image)
{
	struct __regs regs;
	__uptr sp;

	if (elf_make_stack(image, p->info.name, &sp))
		return NULL;
	uk_uframe_init(&regs, image->entry, sp);
	return uk_uthread_create(uk_alloc_get_default(), &regs, 0, p->info.name,
				 NULL, NULL);
}

/* For people: where the threads are. Those that run have been elsewhere before */
static void tell_threads(const struct posix_process *process)
{
	const struct posix_thread *pt = process->threads;
	const struct __regs *regs;

	for (unsigned int i = 0; pt && i < TOLD_THREADS; i++, pt = pt->next) {
		regs = uk_uframe(pt->thread);
		uk_pr_info("thread %d: %s, PC 0x%lx, %s %ld\n", pt->tid,
			   uk_thread_is_runnable(pt->thread) ? "runs"
							     : "waits",
			   (unsigned long)ukarch_regs_pc(regs),
			   uk_uframe_is_syscall(regs) ? "system call"
						      : "interrupted",
			   uk_uframe_is_syscall(regs) ? uk_uframe_nr(regs) : 0);
	}
}

static int wait_for(struct posix_process *process, __nsec limit)
{
	__nsec slice;
	int rc;

	do {
		slice = MIN(limit, SLICE);
		limit -= slice;
		rc = posix_process_wait_end(process,
					    ukplat_monotonic_clock() + slice);
	} while (rc && limit);
	return rc;
}

static void wait_for_end(struct posix_process *process, __nsec limit,
			 struct program_end *end)
{
	if (!wait_for(process, limit))
		return;
	end->is_too_slow = true;
	tell_threads(process);
	posix_process_exit(process, UK_SIGKILL);
	if (wait_for(process, KILL_PATIENCE))
		UK_CRASH("A thread of the program does not end\n");
}

static void judge(const struct posix_process *process, struct program_end *end)
{
	end->is_too_loud = is_too_loud;
	end->signo = process->wstatus & 0x7f;
	end->status = process->wstatus >> 8 & 0xff;
	memcpy(end->cause, process->sig.cause, sizeof(end->cause));
}

static void start_and_wait(const struct program *p, struct uk_thread *t,
			   struct program_end *end)
{
	struct posix_process *process = posix_process_create();

	if (process && posix_process_attach(process, t)) {
		uk_sched_thread_add(uk_sched_current(), t);
		wait_for_end(process, p->limit, end);
		judge(process, end);
	} else {
		end->refused = "no memory for a process";
		uk_thread_release(t);
	}
	if (process)
		posix_process_release(process);
}

static void run_loaded(const struct program *p, const struct elf_image *image,
		       struct program_end *end)
{
	struct uk_thread *t;

	uk_program_space_begin(image->end);
	t = first_thread(p, image);
	if (!t) {
		end->refused = "no memory for a thread";
		return;
	}
	start_and_wait(p, t, end);
}

void program_run(const struct program *p, struct program_end *end)
{
	struct elf_image image;
	char path[PATH_MAX];

	memset(end, 0, sizeof(*end));
	written = 0;
	output_max = p->output_max;
	is_too_loud = false;
	snprintf(path, sizeof(path), "%s.elf", p->info.name);
	uk_bkl_lock();
	end->refused = uk_program_prepare() ? "no memory for its files"
					    : elf_load(path, &image);
	if (!end->refused)
		run_loaded(p, &image, end);
	uk_program_clean_up();
	uk_program_space_end();
	uk_bkl_unlock();
}

__u64 program_memory_left(void)
{
	return ukplat_pt_get_active()->fa->free_memory +
	       (__u64)uk_alloc_availmem(uk_alloc_get_default());
}
