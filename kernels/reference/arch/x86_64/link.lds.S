/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Layout of the x86_64 image: linked where it is loaded, one page-aligned
 * segment for each set of rights, and the boot stack above an unmapped page.
 * The note is for the PVH boot protocol. System V gABI ch. 5, GNU ld manual 3.
 */
#include <uk/arch/limits.h>
#include <uk/link.lds.h>
#include <x86/layout.h>

OUTPUT_FORMAT("elf64-x86-64")
OUTPUT_ARCH(i386:x86-64)
ENTRY(pvh_entry)

PHDRS
{
	text PT_LOAD FLAGS(5);
	rodata PT_LOAD FLAGS(4);
	data PT_LOAD FLAGS(6);
	tls PT_TLS FLAGS(4);
	note PT_NOTE FLAGS(4);
}

SECTIONS
{
	. = X86_KERNEL_BASE;
	_image_start = .;
	.text : {
		_text = .;
		*(.text.boot)
		*(.text .text.*)
		. = ALIGN(__PAGE_SIZE);
		_etext = .;
	} :text

	_rodata = .;
	.note.pvh : {
		KEEP(*(.note.pvh))
	} :rodata :note
	.tdata : {
		UK_LDS_TLS
	} :rodata :tls
	_tls_align = MAX(ALIGNOF(.tdata), 1);
	.rodata : {
		*(.rodata .rodata.*)
		UK_LDS_RODATA_TABLES
		. = ALIGN(__PAGE_SIZE);
	} :rodata
	_erodata = .;

	.data : ALIGN(__PAGE_SIZE) {
		_data = .;
		*(.data.boot_tables)
		*(.data .data.*)
		UK_LDS_DATA_TABLES
		. = ALIGN(16);
		_edata = .;
	} :data
	.bss (NOLOAD) : {
		_bss = .;
		*(.bss .bss.* COMMON)
		. = ALIGN(__PAGE_SIZE);
		_ebss = .;
		_boot_stack_guard = .;
		. += __PAGE_SIZE;
		_boot_stack_bottom = .;
		. += __STACK_SIZE;
		_boot_stack_top = .;
	} :data
	_image_end = .;

	/DISCARD/ : {
		*(.comment .note.GNU-stack .note.gnu.property .eh_frame*)
	}
}
