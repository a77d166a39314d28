/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Layout of the image. Linked where it is loaded, 2 MiB into RAM, which leaves
 * the start of RAM to the device tree. Each segment has its own pages, so that
 * text is executable, constants are read-only, and nothing is writable and
 * executable. GNU ld manual 3.8 (PHDRS).
 */
#include <uk/arch/limits.h>
#include <uk/link.lds.h>

#define IMAGE_BASE 0x40200000

OUTPUT_FORMAT("elf64-littleaarch64")
OUTPUT_ARCH(aarch64)
ENTRY(_ukplat_entry)

PHDRS
{
	text PT_LOAD FLAGS(5);
	rodata PT_LOAD FLAGS(4);
	data PT_LOAD FLAGS(6);
	tls PT_TLS FLAGS(4);
}

SECTIONS
{
	. = IMAGE_BASE;
	_image_start = .;

	_text = .;
	.text : {
		KEEP(*(.text.entry))
		KEEP(*(.text.vectors))
		*(.text .text.*)
	} :text
	. = ALIGN(__PAGE_SIZE);
	_etext = .;

	_rodata = .;
	.tdata : {
		UK_LDS_TLS
	} :rodata :tls
	_tls_align = MAX(ALIGNOF(.tdata), 1);
	.rodata : {
		KEEP(*(.rodata.boot_pt))
		*(.rodata .rodata.*)
		UK_LDS_RODATA_TABLES
	} :rodata
	. = ALIGN(__PAGE_SIZE);
	_erodata = .;

	_data = .;
	.data : {
		*(.data .data.*)
		UK_LDS_DATA_TABLES
	} :data
	_edata = .;
	. = ALIGN(16);
	_bss = .;
	.bss : {
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
		*(.comment .note .note.* .eh_frame .eh_frame_hdr .interp)
	}
}
