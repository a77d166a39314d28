/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Reader of flattened device trees: Devicetree Specification 0.4, sections 5.2
 * (header), 5.4 (structure block), 5.5 (strings block), 2.2.4 (values).
 */
#include <errno.h>
#include <string.h>

#include "fdt.h"

#define FDT_MAGIC 0xd00dfeed
/* Versions that can read what is used here: 17 is the current one */
#define FDT_LAST_COMPATIBLE 16

enum {
	TOKEN_BEGIN_NODE = 1,
	TOKEN_END_NODE = 2,
	TOKEN_PROPERTY = 3,
	TOKEN_NOP = 4,
	TOKEN_END = 9,
};

/* Words of the header, big endian */
struct fdt_header {
	__u32 magic;
	__u32 totalsize;
	__u32 off_dt_struct;
	__u32 off_dt_strings;
	__u32 off_mem_rsvmap;
	__u32 version;
	__u32 last_comp_version;
	__u32 boot_cpuid_phys;
	__u32 size_dt_strings;
	__u32 size_dt_struct;
};

static __u32 be32(__u32 raw)
{
	return __builtin_bswap32(raw);
}

/* `at` is not necessarily aligned: values of properties are only to 4 bytes */
static __u32 read_be32(const __u8 *at)
{
	return ((__u32)at[0] << 24) | ((__u32)at[1] << 16) |
	       ((__u32)at[2] << 8) | at[3];
}

static bool block_fits(__u32 offset, __u32 len, __u32 total)
{
	return offset <= total && len <= total - offset;
}

int fdt_open(struct fdt *fdt, const void *blob, __sz max)
{
	const struct fdt_header *header = blob;
	__u32 total, structure, strings;

	if (max < sizeof(*header) || be32(header->magic) != FDT_MAGIC)
		return -ENOENT;
	total = be32(header->totalsize);
	structure = be32(header->off_dt_struct);
	strings = be32(header->off_dt_strings);
	fdt->structure_len = be32(header->size_dt_struct);
	fdt->strings_len = be32(header->size_dt_strings);
	if (total > max || structure % 4 ||
	    be32(header->last_comp_version) > FDT_LAST_COMPATIBLE + 1 ||
	    !block_fits(structure, fdt->structure_len, total) ||
	    !block_fits(strings, fdt->strings_len, total))
		return -EINVAL;
	fdt->structure = (const __u8 *)blob + structure;
	fdt->strings = (const __u8 *)blob + strings;
	/* So that whatever begins in it also ends in it */
	if (fdt->strings_len && fdt->strings[fdt->strings_len - 1] != '\0')
		return -EINVAL;
	fdt->used_len = MAX(structure + fdt->structure_len,
			    strings + fdt->strings_len);
	return 0;
}

/* A string that ends inside [offset, len) of a block, or NULL */
static const char *block_string(const __u8 *block, __u32 offset, __u32 len)
{
	if (offset >= len || !memchr(block + offset, '\0', len - offset))
		return NULL;
	return (const char *)block + offset;
}

static int read_cell(const struct fdt *fdt, __u32 *offset, __u32 *cell)
{
	if (!block_fits(*offset, 4, fdt->structure_len))
		return -EINVAL;
	*cell = read_be32(fdt->structure + *offset);
	*offset += 4;
	return 0;
}

/* Past `len` bytes of content and the padding behind them */
static int skip_content(const struct fdt *fdt, __u32 *offset, __u32 len)
{
	if (!block_fits(*offset, len, fdt->structure_len))
		return -EINVAL;
	*offset = ALIGN_UP(*offset + len, 4U);
	return 0;
}

static int read_node(const struct fdt *fdt, __u32 *offset,
		     struct fdt_token *token)
{
	token->kind = FDT_KIND_BEGIN_NODE;
	token->name = block_string(fdt->structure, *offset,
				   fdt->structure_len);
	if (!token->name)
		return -EINVAL;
	return skip_content(fdt, offset, (__u32)strlen(token->name) + 1);
}

static int read_property(const struct fdt *fdt, __u32 *offset,
			 struct fdt_token *token)
{
	__u32 name;

	token->kind = FDT_KIND_PROPERTY;
	if (read_cell(fdt, offset, &token->len) ||
	    read_cell(fdt, offset, &name))
		return -EINVAL;
	if (name >= fdt->strings_len)
		return -EINVAL;
	token->name = (const char *)fdt->strings + name;
	token->value = fdt->structure + *offset;
	return skip_content(fdt, offset, token->len);
}

int fdt_next(const struct fdt *fdt, __u32 *offset, struct fdt_token *token)
{
	__u32 kind;

	do {
		if (read_cell(fdt, offset, &kind))
			return -EINVAL;
	} while (kind == TOKEN_NOP);

	switch (kind) {
	case TOKEN_BEGIN_NODE:
		return read_node(fdt, offset, token);
	case TOKEN_END_NODE:
		token->kind = FDT_KIND_END_NODE;
		return 0;
	case TOKEN_PROPERTY:
		return read_property(fdt, offset, token);
	case TOKEN_END:
		token->kind = FDT_KIND_END;
		return 0;
	default:
		return -EINVAL;
	}
}

int fdt_number(const __u8 *value, __u32 len, __u32 at, __u32 cells,
	       __u64 *number)
{
	__u64 sum = 0;

	if (cells > 2 || at > len / 4 || cells > len / 4 - at)
		return -EINVAL;
	for (__u32 i = at; i < at + cells; i++)
		sum = sum << 32 | read_be32(value + 4UL * i);
	*number = sum;
	return 0;
}

const char *fdt_string(const __u8 *value, __u32 len)
{
	return block_string(value, 0, len);
}

bool fdt_has_string(const __u8 *value, __u32 len, const char *string)
{
	__u32 at = 0;
	const char *item;

	while ((item = block_string(value, at, len)) != NULL) {
		if (strcmp(item, string) == 0)
			return true;
		at += (__u32)strlen(item) + 1;
	}
	return false;
}
