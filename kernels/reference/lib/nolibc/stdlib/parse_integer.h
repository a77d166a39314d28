/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Text to integer, shared by the strto* functions and sscanf.
 */
#ifndef __NOLIBC_PARSE_INTEGER_H__
#define __NOLIBC_PARSE_INTEGER_H__

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** Result of parse_integer() */
struct parsed_integer {
	uint64_t magnitude; /* UINT64_MAX if it does not fit */
	bool negative;
	bool overflow;	 /* magnitude does not fit into 64 bits */
	const char *end; /* behind the number; NULL if there is none */
	size_t seen;	 /* bytes that could have been the start of a number,
			  * as a scanner that reads ahead one byte sees it
			  */
};

/**
 * Parses sign, prefix and digits as ISO C11 7.22.1.4 paragraph 3 describes a
 * subject sequence; no white space.
 * @param str need not be terminated if `max` bytes are there
 * @param max looks at no more bytes than that
 * @param base 0 or 2 .. 36
 */
void parse_integer(const char *str, size_t max, unsigned int base,
		   struct parsed_integer *out);

#endif /* __NOLIBC_PARSE_INTEGER_H__ */
