/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Pieces of a linker script that all architectures share: tables that the
 * linker collects from every object. Included by arch/<a>/link.lds.S only.
 * GNU ld manual 3.6 (KEEP, SORT_BY_NAME).
 */
#ifndef __UK_LINK_LDS_H__
#define __UK_LINK_LDS_H__

/*
 * Inside the read-only data output section. A table in `.uk_table.NAME.*` is
 * bounded by the zero-length arrays its library puts into `.uk_table.NAME.0`
 * and `.uk_table.NAME.z`.
 */
/* clang-format off */
#define UK_LDS_RODATA_TABLES				\
	. = ALIGN(16);					\
	uk_inittab_start = .;				\
	KEEP(*(SORT_BY_NAME(.uk_inittab*)))		\
	uk_inittab_end = .;				\
	. = ALIGN(16);					\
	KEEP(*(SORT_BY_NAME(.uk_eventtab*)))		\
	. = ALIGN(16);					\
	KEEP(*(SORT_BY_NAME(.uk_table.*)))

/*
 * An output section of its own in the read-only segment, with the program header
 * PT_TLS beside it: initial values of thread-local variables. Zero-initialized
 * ones are part of it, so that its size and alignment are those of the whole
 * block (ELF Handling For Thread-Local Storage, 2).
 */
#define UK_LDS_TLS					\
	_tls_start = .;					\
	*(.tdata .tdata.* .gnu.linkonce.td.*)		\
	*(.tbss .tbss.* .gnu.linkonce.tb.*)		\
	_tls_end = .;

/* Inside .data: gcc's -fprofile-info-section makes a writable section. */
#define UK_LDS_DATA_TABLES				\
	. = ALIGN(16);					\
	__gcov_info_start = .;				\
	KEEP(*(.gcov_info))				\
	__gcov_info_end = .;
/* clang-format on */

#endif /* __UK_LINK_LDS_H__ */
