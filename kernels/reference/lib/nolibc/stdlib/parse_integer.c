/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Text to integer, ISO C11 7.22.1.4 paragraphs 3 to 5.
 */
#include <ctype.h>
#include "parse_integer.h"

/* Value of a digit, or something above every base */
static unsigned int digit_value(char c)
{
	int byte = (unsigned char)c;

	if (isdigit(byte))
		return (unsigned int)(byte - '0');
	if (isalpha(byte))
		return (unsigned int)(tolower(byte) - 'a') + 10;
	return 255;
}

static void add_digit(struct parsed_integer *out, unsigned int base,
		      unsigned int digit)
{
	uint64_t value;

	if (__builtin_mul_overflow(out->magnitude, base, &value)
	    || __builtin_add_overflow(value, digit, &value))
		out->overflow = true;
	out->magnitude = out->overflow ? UINT64_MAX : value;
}

/* Length of "0x" if it is there, complete or not */
static size_t hex_prefix_len(const char *str, size_t max, unsigned int base)
{
	if (base && base != 16)
		return 0;
	return max >= 2 && str[0] == '0' && tolower((unsigned char)str[1]) == 'x'
		       ? 2
		       : 0;
}

void parse_integer(const char *str, size_t max, unsigned int base,
		   struct parsed_integer *out)
{
	size_t at = 0, first, prefix;

	*out = (struct parsed_integer){0};
	if (max && (str[0] == '-' || str[0] == '+')) {
		out->negative = str[0] == '-';
		at = 1;
	}
	prefix = hex_prefix_len(str + at, max - at, base);
	if (!base)
		base = prefix ? 16 : at < max && str[at] == '0' ? 8 : 10;

	first = at + prefix;
	for (at = first; at < max && digit_value(str[at]) < base; at++)
		add_digit(out, base, digit_value(str[at]));
	out->seen = at;
	if (at > first)
		out->end = str + at;
	else if (prefix) /* "0x" and no digit: the number is the 0 */
		out->end = str + at - 1;
}
