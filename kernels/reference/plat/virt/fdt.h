/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Reader of flattened device trees: Devicetree Specification 0.4, chapter 5. It
 * hands out one token after the other, and trusts no number in the blob: every
 * offset and length is checked before use.
 */
#ifndef __VIRT_FDT_H__
#define __VIRT_FDT_H__

#include <stdbool.h>
#include <uk/essentials.h>

struct fdt {
	/** Structure block, 4-byte aligned big-endian tokens */
	const __u8 *structure;
	__u32 structure_len;
	/** Strings block: names of properties */
	const __u8 *strings;
	__u32 strings_len;
	/** Bytes from the start of the blob to the end of what is in use */
	__u32 used_len;
};

enum fdt_kind {
	FDT_KIND_BEGIN_NODE,
	FDT_KIND_END_NODE,
	FDT_KIND_PROPERTY,
	FDT_KIND_END,
};

struct fdt_token {
	enum fdt_kind kind;
	/** Node name with unit address, or property name; NUL terminated */
	const char *name;
	/** Value of a property */
	const __u8 *value;
	/** Length of the value in bytes */
	__u32 len;
};

/**
 * Checks the header.
 * @param blob start of the device tree, 8-byte aligned
 * @param max bytes that may be read from blob on
 * @return 0; -ENOENT: there is no device tree; -EINVAL: it is damaged
 */
int fdt_open(struct fdt *fdt, const void *blob, __sz max);

/**
 * Reads the token at *offset (bytes into the structure block, 0 at first) and
 * moves it on. Nesting is not checked.
 * @return 0, or -EINVAL: damaged
 */
int fdt_next(const struct fdt *fdt, __u32 *offset, struct fdt_token *token);

/**
 * A number of `cells` 32-bit cells at the cell index `at` of a value.
 * @return 0; -EINVAL: beyond the end of the value, or not 0 to 2 cells
 */
int fdt_number(const __u8 *value, __u32 len, __u32 at, __u32 cells,
	       __u64 *number);

/** @return whether a value is a list of strings with `string` among them */
bool fdt_has_string(const __u8 *value, __u32 len, const char *string);

/** @return the value as a string, or NULL where it is not NUL terminated */
const char *fdt_string(const __u8 *value, __u32 len);

#endif /* __VIRT_FDT_H__ */
