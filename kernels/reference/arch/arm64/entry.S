/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * First instructions of the boot CPU and of the other CPUs. Both arrive at EL1,
 * or EL2 where the machine has it, with the MMU and the caches off: the boot CPU
 * from an ELF loader, the others through PSCI CPU_ON (Arm DEN 0022, 5.1.4) with
 * x0 = context ID = address of their struct lcpu. Arm ARM (DDI 0487) D8 for the
 * translation regime, D17.2 and IHI 0069 12.4 for the registers of EL2.
 */
#include <uk/asm/sysreg.h>
#include <uk/config.h>
#include <uk/plat/common/lcpu.h>

#include "stacks.h"

#ifdef CONFIG_HAVE_MEMTAG
#define MAIR_VALUE (MAIR_EL1_VALUE | MAIR_EL1_TAGGED)
#define TCR_VALUE (TCR_EL1_VALUE | TCR_TBI0)
#else
#define MAIR_VALUE MAIR_EL1_VALUE
#define TCR_VALUE TCR_EL1_VALUE
#endif

#define ICC_SRE_EL2 S3_4_C12_C9_5
#define ICH_HCR_EL2 S3_4_C12_C11_0

/* From EL2 to EL1: EL1 is AArch64 and traps nothing to EL2. Clobbers x1. */
.macro leave_el2
	mrs	x1, currentel
	cmp	x1, #(2 << 2)
	b.ne	2f
	mov	x1, #HCR_RW
	msr	hcr_el2, x1
	mov	x1, #CPTR_EL2_NO_TRAPS
	msr	cptr_el2, x1
	mov	x1, #CNTHCTL_NO_TRAPS
	msr	cnthctl_el2, x1
	msr	cntvoff_el2, xzr
	msr	hstr_el2, xzr
	mrs	x1, midr_el1
	msr	vpidr_el2, x1
	mrs	x1, mpidr_el1
	msr	vmpidr_el2, x1
	mrs	x1, id_aa64pfr0_el1
	ubfx	x1, x1, #PFR0_GIC_SHIFT, #4
	cbz	x1, 1f
	mov	x1, #(ICC_SRE_SRE | ICC_SRE_ENABLE)
	msr	ICC_SRE_EL2, x1
	isb
	msr	ICH_HCR_EL2, xzr
1:	ldr	x1, =(SCTLR_EL1_VALUE & ~SCTLR_M)
	msr	sctlr_el1, x1
	mov	x1, #(PSR_D | PSR_A | PSR_I | PSR_F | PSR_MODE_EL1H)
	msr	spsr_el2, x1
	adr	x1, 2f
	msr	elr_el2, x1
	eret
2:
.endm

/* x0 = physical address of the top table. Clobbers x1, x2. */
.macro enable_mmu
	ldr	x1, =MAIR_VALUE
	msr	mair_el1, x1
	ldr	x1, =TCR_VALUE
	mrs	x2, id_aa64mmfr0_el1
	and	x2, x2, #0xf		/* PARange uses the encoding of IPS */
	cmp	x2, #TCR_IPS_48BIT
	b.ls	1f
	mov	x2, #TCR_IPS_48BIT	/* 52 bits would need another format */
1:	bfi	x1, x2, #TCR_IPS_SHIFT, #3
	msr	tcr_el1, x1
	msr	ttbr0_el1, x0
	mov	x1, #CPACR_FPEN_ALL
	msr	cpacr_el1, x1
	dsb	sy
	tlbi	vmalle1
	ic	iallu
	dsb	nsh
	isb
	ldr	x1, =SCTLR_EL1_VALUE
	msr	sctlr_el1, x1
	isb
.endm

/* x0 = index of the CPU. Clobbers x1. Ends on SP_EL0, which is not set. */
.macro enter_trap_slot
	adrp	x1, arm64_trap_slots
	add	x0, x0, #1
	add	x1, x1, x0, lsl #TRAP_SLOT_SHIFT
	msr	spsel, #1
	mov	sp, x1
	msr	spsel, #0
	adrp	x1, arm64_vectors
	add	x1, x1, :lo12:arm64_vectors
	msr	vbar_el1, x1
.endm

	.section .text.entry, "ax"
	.globl	_ukplat_entry
	.type	_ukplat_entry, %function
_ukplat_entry:
	msr	daifset, #0xf
	leave_el2
	mov	x19, x0			/* device tree, if the loader says so */
	adrp	x0, arm64_boot_pt
	enable_mmu
	mov	x0, #0
	enter_trap_slot
	adrp	x0, _boot_stack_top
	mov	sp, x0
	mov	x29, xzr		/* end of backtraces */
	mov	x30, xzr
	mov	x0, x19
	b	ukplat_virt_entry
	.size	_ukplat_entry, . - _ukplat_entry

	.globl	arm64_secondary_entry
	.type	arm64_secondary_entry, %function
arm64_secondary_entry:
	msr	daifset, #0xf
	leave_el2
	mov	x19, x0
	adrp	x0, arm64_secondary_pt
	ldr	x0, [x0, :lo12:arm64_secondary_pt]
	enable_mmu
	msr	tpidr_el1, x19
	ldr	w0, [x19, #LCPU_IDX_OFFSET]
	enter_trap_slot
	ldr	x0, [x19, #LCPU_START_SP_OFFSET]
	mov	sp, x0
	mov	x29, xzr
	mov	x30, xzr
	mov	x0, x19
	b	lcpu_entry
	.size	arm64_secondary_entry, . - arm64_secondary_entry

/*
 * Tables to start with: 1 GiB of devices and 3 GiB of RAM, at identity and in
 * the direct map. ukplat_paging_init() replaces them by tables that separate
 * rights.
 */
#define PTE_BLOCK_COMMON 0x0040000000000701	/* UXN, AF, inner, block */
#define PTE_BLOCK_DEVICE (PTE_BLOCK_COMMON | (1 << 53) | (MAIR_INDEX_DEVICE << 2))
#define PTE_BLOCK_RAM (PTE_BLOCK_COMMON | (MAIR_INDEX_NORMAL << 2))

	.section .rodata.boot_pt, "a"
	.balign	4096
	.globl	arm64_boot_pt
	.type	arm64_boot_pt, %object
arm64_boot_pt:
	.quad	boot_pt_4gib + 3
	.fill	510, 8, 0
	.quad	boot_pt_4gib + 3
	.size	arm64_boot_pt, . - arm64_boot_pt
boot_pt_4gib:
	.quad	PTE_BLOCK_DEVICE
	.quad	PTE_BLOCK_RAM + 0x40000000
	.quad	PTE_BLOCK_RAM + 0x80000000
	.quad	PTE_BLOCK_RAM + 0xc0000000
	.fill	508, 8, 0
	.size	boot_pt_4gib, . - boot_pt_4gib

	.section .bss.stacks, "aw", %nobits
	.balign	TRAP_SLOT_SIZE
	.globl	arm64_trap_slots
	.type	arm64_trap_slots, %object
arm64_trap_slots:
	.skip	TRAP_SLOT_SIZE * CONFIG_UKPLAT_LCPU_MAXCOUNT
	.size	arm64_trap_slots, . - arm64_trap_slots
