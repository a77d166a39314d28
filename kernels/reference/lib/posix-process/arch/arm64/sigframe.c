/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Frames of signal handlers on a program's stack, arm64: Linux's rt_sigframe,
 * what a C library knows as ucontext_t, with one record of the floating-point
 * registers. AAPCS64 6.4.6 (frame records). Interface: <uk/signal.h>.
 */
#include <errno.h>
#include <string.h>
#include <uk/arch/ctx.h>
#include <uk/signal.h>
#include <uk/uentry.h>
#include <uk/useraccess.h>
#include <uk/utrap.h>

#define FPSIMD_MAGIC 0x46508001
/* Flags N, Z, C and V are the program's */
#define PSTATE_USER 0xf0000000UL
#define RESERVED_SIZE 4096

struct fpsimd_record {
	__u32 magic, size;
	__u32 fpsr, fpcr;
	__u64 v[32][2];
};

struct mcontext {
	__u64 fault_address;
	__u64 regs[31];
	__u64 sp, pc, pstate;
	struct fpsimd_record fp __align(16);
	__u32 end_magic, end_size;
};

struct sigframe {
	struct uk_siginfo info;
	__u64 uc_flags;
	__uptr uc_link;
	struct uk_sigstack uc_stack;
	__u64 uc_sigmask;
	__u64 sigmask_room[15];
	struct mcontext mc __align(16);
};

/* What a frame takes of the stack, and where its frame record is */
#define MC_SIZE (__offsetof(struct mcontext, fp) + RESERVED_SIZE)
#define FRAME_SIZE (__offsetof(struct sigframe, mc) + MC_SIZE)

/* Layout of struct ukarch_ectx */
struct fp_state {
	__u64 v[32][2];
	__u64 fpcr, fpsr;
};

_Static_assert(__offsetof(struct sigframe, mc) == 304, "ucontext_t");
_Static_assert(__offsetof(struct mcontext, fp) == 288, "sigcontext");
_Static_assert(sizeof(struct fpsimd_record) == 528, "fpsimd_context");

static void fill_fp(struct fpsimd_record *r, struct uk_thread *t)
{
	const struct fp_state *fp = (const struct fp_state *)t->ectx;

	ukarch_ectx_store(t->ectx);
	r->magic = FPSIMD_MAGIC;
	r->size = sizeof(*r);
	r->fpsr = (__u32)fp->fpsr;
	r->fpcr = (__u32)fp->fpcr;
	memcpy(r->v, fp->v, sizeof(r->v));
}

static void fill(struct sigframe *f, const struct __regs *regs,
		 const struct uk_sigframe_args *args)
{
	f->info = *args->info;
	f->uc_stack = args->stack;
	f->uc_sigmask = args->mask;
	memcpy(f->mc.regs, regs->x, sizeof(regs->x));
	f->mc.regs[30] = regs->lr;
	f->mc.sp = regs->sp;
	f->mc.pc = regs->elr_el1;
	f->mc.pstate = regs->spsr_el1 & PSTATE_USER;
	if (args->trap)
		f->mc.fault_address = args->trap->address;
}

int uk_sigframe_push(struct uk_thread *t, struct __regs *regs,
		     const struct uk_sigframe_args *args)
{
	const __u64 record[2] = {regs->x[29], regs->lr};
	__uptr top = ALIGN_DOWN(args->sp ? args->sp : regs->sp, 16UL);
	__uptr fp = top - sizeof(record);
	__uptr sp = ALIGN_DOWN(fp - FRAME_SIZE, 16UL);
	struct sigframe f = {0};

	fill(&f, regs, args);
	fill_fp(&f.mc.fp, t);
	if (uk_copy_to_user((void *)fp, record, sizeof(record)) ||
	    uk_copy_to_user((void *)sp, &f, sizeof(f)))
		return -EFAULT;
	regs->x[0] = (__u64)args->info->signo;
	regs->x[1] = sp + __offsetof(struct sigframe, info);
	regs->x[2] = sp + __offsetof(struct sigframe, uc_flags);
	regs->x[29] = fp;
	regs->lr = args->action->restorer;
	regs->sp = sp;
	regs->elr_el1 = args->action->handler;
	return 0;
}

static int load_fp(struct uk_thread *t, const struct fpsimd_record *r)
{
	struct fp_state *fp = (struct fp_state *)t->ectx;

	if (r->magic != FPSIMD_MAGIC || r->size != sizeof(*r))
		return -EFAULT;
	memcpy(fp->v, r->v, sizeof(fp->v));
	fp->fpsr = r->fpsr;
	fp->fpcr = r->fpcr;
	ukarch_ectx_load(t->ectx);
	return 0;
}

int uk_sigframe_pop(struct uk_thread *t, struct __regs *regs, __u64 *mask,
		    struct uk_sigstack *stack)
{
	struct sigframe f;

	if (uk_copy_from_user(&f, (const void *)regs->sp, sizeof(f)) ||
	    load_fp(t, &f.mc.fp))
		return -EFAULT;
	memcpy(regs->x, f.mc.regs, sizeof(regs->x));
	regs->lr = f.mc.regs[30];
	regs->sp = f.mc.sp;
	regs->elr_el1 = f.mc.pc;
	regs->spsr_el1 = (regs->spsr_el1 & ~PSTATE_USER) |
			 (f.mc.pstate & PSTATE_USER);
	*mask = f.uc_sigmask;
	*stack = f.uc_stack;
	return 0;
}
