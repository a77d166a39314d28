/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Extended registers of arm64: v0 - v31, FPCR, FPSR. Arm ARM (DDI 0487) B1.2.2,
 * C5.2.8. SVE stays off (CPACR_EL1.ZEN), so this is all there is.
 */
#include <uk/arch/ctx.h>
#include <uk/asm/sysreg.h>

/* FPCR: rounding, flush to zero, default NaN, trap enables; not its length */
#define FPCR_CONTROLS 0x07f79f00UL

struct ukarch_ectx {
	__u64 v[32][2];
	__u64 fpcr;
	__u64 fpsr;
} __align(16);

__sz ukarch_ectx_size(void)
{
	return sizeof(struct ukarch_ectx);
}

__sz ukarch_ectx_align(void)
{
	return __alignof__(struct ukarch_ectx);
}

void ukarch_ectx_init(struct ukarch_ectx *state)
{
	*state = (struct ukarch_ectx){0};
}

void ukarch_ectx_sanitize(struct ukarch_ectx *state)
{
	ukarch_ectx_init(state);
	state->fpcr = SYSREG_READ(fpcr) & FPCR_CONTROLS;
}

#define EACH_PAIR(op, base)                                                    \
	op " q0, q1, [" base "]\n\t" op " q2, q3, [" base ", #32]\n\t"         \
	op " q4, q5, [" base ", #64]\n\t" op " q6, q7, [" base ", #96]\n\t"    \
	op " q8, q9, [" base ", #128]\n\t" op " q10, q11, [" base ", #160]\n\t"\
	op " q12, q13, [" base ", #192]\n\t"                                   \
	op " q14, q15, [" base ", #224]\n\t"                                   \
	op " q16, q17, [" base ", #256]\n\t"                                   \
	op " q18, q19, [" base ", #288]\n\t"                                   \
	op " q20, q21, [" base ", #320]\n\t"                                   \
	op " q22, q23, [" base ", #352]\n\t"                                   \
	op " q24, q25, [" base ", #384]\n\t"                                   \
	op " q26, q27, [" base ", #416]\n\t"                                   \
	op " q28, q29, [" base ", #448]\n\t"                                   \
	op " q30, q31, [" base ", #480]"

void ukarch_ectx_store(struct ukarch_ectx *state)
{
	__asm__ volatile(".arch_extension fp\n\t.arch_extension simd\n\t"
			 EACH_PAIR("stp", "%0") ::"r"(state->v) : "memory");
	state->fpcr = SYSREG_READ(fpcr);
	state->fpsr = SYSREG_READ(fpsr);
}

void ukarch_ectx_load(struct ukarch_ectx *state)
{
	__asm__ volatile(".arch_extension fp\n\t.arch_extension simd\n\t"
			 EACH_PAIR("ldp", "%0") ::"r"(state->v) : "memory");
	SYSREG_WRITE(fpcr, state->fpcr);
	SYSREG_WRITE(fpsr, state->fpsr);
}
