/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * First instructions of each CPU, up to C in 64-bit mode. The boot CPU arrives
 * as the PVH boot protocol says (Xen "x86/HVM direct boot ABI": 32-bit, flat
 * segments, no paging, EBX = struct hvm_start_info); the others in real mode by
 * a start-up IPI (Intel SDM vol. 3A 8.4). Switch to 64-bit mode: 9.8.5.
 */
#include <uk/config.h>
#include <uk/plat/common/lcpu.h>
#include <x86/cpu.h>
#include <x86/desc.h>
#include <x86/smp.h>

#define XEN_ELFNOTE_PHYS32_ENTRY 18
#define CPUID_TOPOLOGY 0xb

	.section .note.pvh, "a", @note
	.balign 4
	.long 4				/* length of the name */
	.long 4				/* length of the value */
	.long XEN_ELFNOTE_PHYS32_ENTRY
	.asciz "Xen"
	.long pvh_entry

	.section .rodata.boot, "a"
	.balign 8
/* Accessed bits are set, so that the CPU never writes here */
boot_gdt:
	.quad 0
	.quad 0x00cf9b000000ffff	/* X86_SEL_CS32 */
	.quad 0x00af9b000000ffff	/* X86_SEL_CS64 */
	.quad 0x00cf93000000ffff	/* X86_SEL_DS */
boot_gdt_end:

boot_gdt_ptr:
	.word boot_gdt_end - boot_gdt - 1
	.long boot_gdt

	.section .text.boot, "ax"
	.code32
	.globl pvh_entry
pvh_entry:
	cld
	cli
	movl	%ebx, %esi
	movl	$boot_cpu_64, %edi
	jmp	enter_long_mode

/* EDI: 64-bit code to go on with; keeps ESI */
enter_long_mode:
	lgdt	boot_gdt_ptr
	movl	$X86_CR4_PAE, %eax
	movl	%eax, %cr4
	movl	$x86_boot_top_table, %eax
	movl	%eax, %cr3
	movl	$X86_MSR_EFER, %ecx
	rdmsr
	orl	$(X86_EFER_LME | X86_EFER_NXE), %eax
	wrmsr
	movl	$(X86_CR0_PG | X86_CR0_WP | X86_CR0_NE | X86_CR0_ET | \
		  X86_CR0_MP | X86_CR0_PE), %eax
	movl	%eax, %cr0
	ljmp	$X86_SEL_CS64, $in_long_mode

	.code64
in_long_mode:
	movl	$X86_SEL_DS, %eax
	movl	%eax, %ds
	movl	%eax, %es
	movl	%eax, %ss
	xorl	%eax, %eax
	movl	%eax, %fs
	movl	%eax, %gs
	xorl	%ebp, %ebp
	movl	%edi, %edi		/* upper halves are undefined so far */
	movl	%esi, %esi
	jmp	*%rdi

boot_cpu_64:
	leaq	_boot_stack_top(%rip), %rsp
	movq	%rsi, %rdi
	call	pc_entry		/* does not return */
	ud2

/* Copied to a page below 1 MiB; runs there at offset 0 of its code segment */
	.code16
	.globl x86_ap_trampoline, x86_ap_trampoline_end
	.balign 16
x86_ap_trampoline:
	cli
	cld
	lgdtl	%cs:(trampoline_gdt_ptr - x86_ap_trampoline)
	movl	$(X86_CR0_ET | X86_CR0_PE), %eax
	movl	%eax, %cr0
	ljmpl	$X86_SEL_CS32, $ap_entry
trampoline_gdt_ptr:
	.word boot_gdt_end - boot_gdt - 1
	.long boot_gdt
x86_ap_trampoline_end:

	.code32
ap_entry:
	movl	$X86_SEL_DS, %eax
	movl	%eax, %ds
	movl	%eax, %es
	movl	%eax, %ss
	movl	$ap_64, %edi
	jmp	enter_long_mode

/* Find out who we are: the APIC ID leads to the lcpu, and that to the stack */
	.code64
ap_64:
	movq	x86_ap_top_table(%rip), %rax
	movq	%rax, %cr3
	xorl	%eax, %eax
	cpuid
	cmpl	$CPUID_TOPOLOGY, %eax
	jb	1f
	movl	$CPUID_TOPOLOGY, %eax
	xorl	%ecx, %ecx
	cpuid
	testl	%ebx, %ebx
	jnz	2f
1:	movl	$1, %eax
	cpuid
	shrl	$24, %ebx
	movl	%ebx, %edx
2:	leaq	x86_ap_slots(%rip), %rbx
	movl	$CONFIG_UKPLAT_LCPU_MAXCOUNT, %ecx
3:	cmpl	%edx, X86_AP_SLOT_ID(%rbx)
	jne	4f
	movq	X86_AP_SLOT_LCPU(%rbx), %rdi
	testq	%rdi, %rdi
	jnz	6f
4:	addq	$X86_AP_SLOT_SIZE, %rbx
	decl	%ecx
	jnz	3b
5:	hlt				/* nobody asked for this CPU */
	jmp	5b
6:	movl	%edi, %eax
	movq	%rdi, %rdx
	shrq	$32, %rdx
	movl	$X86_MSR_GS_BASE, %ecx
	wrmsr
	movq	LCPU_START_SP_OFFSET(%rdi), %rsp
	call	lcpu_entry		/* does not return */
	ud2
	.section .note.GNU-stack, "", @progbits
