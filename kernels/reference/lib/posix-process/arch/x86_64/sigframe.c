/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Frames of signal handlers on a program's stack, x86_64: Linux's rt_sigframe,
 * what a C library knows as ucontext_t. psABI 3.2.2 (red zone), Intel SDM vol. 1
 * 10.5.1, 13.4 (FXSAVE and XSAVE areas). Interface: <uk/signal.h>.
 */
#include <errno.h>
#include <string.h>
#include <uk/arch/ctx.h>
#include <uk/signal.h>
#include <uk/uentry.h>
#include <uk/useraccess.h>
#include <uk/utrap.h>
#include <x86/desc.h>
#include <x86/fpu.h>

#define RED_ZONE 128
#define FP_ALIGN 64UL
#define FXSAVE_SIZE 512UL
#define MXCSR_OFFSET 24
#define MXCSR_VALID 0xffff
#define XSTATE_HEADER_SIZE 64UL
#define XSTATE_AVX 4UL
#define XSTATE_KNOWN 7UL
/* What a program may change: arithmetic flags, DF, AC, ID */
#define EFLAGS_USER 0x240cd5UL
#define EFLAGS_DF 0x400UL
#define CANONICAL_END 0x800000000000UL

struct mcontext {
	__u64 r8, r9, r10, r11, r12, r13, r14, r15;
	__u64 rdi, rsi, rbp, rbx, rdx, rax, rcx, rsp, rip, eflags;
	__u16 cs, gs, fs, ss;
	__u64 err, trapno, oldmask, cr2;
	__uptr fpstate;
	__u64 reserved[8];
};

struct sigframe {
	__uptr restorer;
	__u64 uc_flags;
	__uptr uc_link;
	struct uk_sigstack uc_stack;
	struct mcontext mc;
	__u64 uc_sigmask;
	struct uk_siginfo info;
};

_Static_assert(sizeof(struct mcontext) == 256, "struct sigcontext");
_Static_assert(__offsetof(struct sigframe, mc) == 48, "ucontext_t");

static __u64 *xstate_bv(struct ukarch_ectx *state)
{
	return (__u64 *)((char *)state + FXSAVE_SIZE);
}

/* Bytes of the state that say anything: AVX registers that are 0 are left out */
static __sz fp_size(struct ukarch_ectx *state)
{
	if (!x86_fpu_has_xsave())
		return FXSAVE_SIZE;
	return *xstate_bv(state) & XSTATE_AVX ? ukarch_ectx_size()
					      : FXSAVE_SIZE + XSTATE_HEADER_SIZE;
}

static void fill(struct sigframe *f, const struct __regs *regs,
		 const struct uk_sigframe_args *args)
{
	f->restorer = args->action->restorer;
	f->uc_stack = args->stack;
	f->uc_sigmask = args->mask;
	f->info = *args->info;
	f->mc = (struct mcontext){
		.r8 = regs->r8, .r9 = regs->r9, .r10 = regs->r10,
		.r11 = regs->r11, .r12 = regs->r12, .r13 = regs->r13,
		.r14 = regs->r14, .r15 = regs->r15, .rdi = regs->rdi,
		.rsi = regs->rsi, .rbp = regs->rbp, .rbx = regs->rbx,
		.rdx = regs->rdx, .rax = regs->rax, .rcx = regs->rcx,
		.rsp = regs->rsp, .rip = regs->rip, .eflags = regs->eflags,
		.cs = X86_SEL_CS64, .ss = X86_SEL_DS,
		.oldmask = args->mask,
	};
	if (args->trap) {
		f->mc.trapno = args->trap->trapnr;
		f->mc.err = args->trap->error_code;
		f->mc.cr2 = args->trap->address;
	}
}

int uk_sigframe_push(struct uk_thread *t, struct __regs *regs,
		     const struct uk_sigframe_args *args)
{
	__uptr sp = args->sp ? args->sp : regs->rsp - RED_ZONE;
	struct sigframe f = {0};
	__uptr fp;

	if (args->action->handler >= CANONICAL_END)
		return -EFAULT;
	ukarch_ectx_store(t->ectx);
	fp = ALIGN_DOWN(sp - fp_size(t->ectx), FP_ALIGN);
	/* As if called: 8 bytes below a multiple of 16 */
	sp = ALIGN_DOWN(fp - sizeof(f), 16UL) - 8;
	fill(&f, regs, args);
	f.mc.fpstate = fp;
	if (uk_copy_to_user((void *)fp, t->ectx, fp_size(t->ectx)) ||
	    uk_copy_to_user((void *)sp, &f, sizeof(f)))
		return -EFAULT;
	ukarch_ectx_init(t->ectx);
	ukarch_ectx_load(t->ectx);
	regs->rip = args->action->handler;
	regs->rsp = sp;
	regs->eflags &= ~EFLAGS_DF;
	regs->rax = 0;
	regs->rdi = (__u64)args->info->signo;
	regs->rsi = sp + __offsetof(struct sigframe, info);
	regs->rdx = sp + __offsetof(struct sigframe, uc_flags);
	return 0;
}

/* What the CPU refuses to load is made valid: the program may have changed it */
static void sanitize(struct ukarch_ectx *state)
{
	__u32 *mxcsr = (__u32 *)((char *)state + MXCSR_OFFSET);

	*mxcsr &= MXCSR_VALID;
	if (!x86_fpu_has_xsave())
		return;
	*xstate_bv(state) &= XSTATE_KNOWN;
	memset(xstate_bv(state) + 1, 0, XSTATE_HEADER_SIZE - sizeof(__u64));
}

static int load_fp(struct uk_thread *t, __uptr fp)
{
	__sz rest = x86_fpu_has_xsave() ? XSTATE_HEADER_SIZE : 0;

	ukarch_ectx_init(t->ectx);
	if (!fp) {
		ukarch_ectx_load(t->ectx);
		return 0;
	}
	if (uk_copy_from_user(t->ectx, (const void *)fp, FXSAVE_SIZE + rest))
		return -EFAULT;
	if (rest && (*xstate_bv(t->ectx) & XSTATE_AVX) &&
	    uk_copy_from_user(t->ectx, (const void *)fp, ukarch_ectx_size()))
		return -EFAULT;
	sanitize(t->ectx);
	ukarch_ectx_load(t->ectx);
	return 0;
}

static void load_regs(struct __regs *regs, const struct mcontext *mc)
{
	regs->r8 = mc->r8;
	regs->r9 = mc->r9;
	regs->r10 = mc->r10;
	regs->r11 = mc->r11;
	regs->r12 = mc->r12;
	regs->r13 = mc->r13;
	regs->r14 = mc->r14;
	regs->r15 = mc->r15;
	regs->rdi = mc->rdi;
	regs->rsi = mc->rsi;
	regs->rbp = mc->rbp;
	regs->rbx = mc->rbx;
	regs->rdx = mc->rdx;
	regs->rax = mc->rax;
	regs->rcx = mc->rcx;
	regs->rsp = mc->rsp;
	regs->rip = mc->rip;
	regs->eflags = (regs->eflags & ~EFLAGS_USER) |
		       (mc->eflags & EFLAGS_USER);
}

/* The handler's return has taken the restorer's address from the stack */
int uk_sigframe_pop(struct uk_thread *t, struct __regs *regs, __u64 *mask,
		    struct uk_sigstack *stack)
{
	struct sigframe f;

	if (uk_copy_from_user(&f.uc_flags, (const void *)regs->rsp,
			      __offsetof(struct sigframe, info) -
				      __offsetof(struct sigframe, uc_flags)))
		return -EFAULT;
	if (f.mc.rip >= CANONICAL_END || load_fp(t, f.mc.fpstate))
		return -EFAULT;
	load_regs(regs, &f.mc);
	*mask = f.uc_sigmask;
	*stack = f.uc_stack;
	return 0;
}
