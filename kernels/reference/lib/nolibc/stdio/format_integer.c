/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Integer conversions for output, ISO C11 7.21.6.1 paragraph 8: d i u o x X p.
 */
#include <stdarg.h>
#include "format.h"

/* A number taken apart */
struct number {
	uint64_t magnitude;
	bool negative;
	const char *prefix; /* sign or 0x */
	size_t prefix_len;
	char digits[22]; /* 64 bits in octal, without terminator */
	size_t digit_count;
};

static int64_t take_signed(enum format_length length, va_list *args)
{
	switch (length) {
	case LENGTH_CHAR:
		return (signed char)va_arg(*args, int);
	case LENGTH_SHORT:
		return (short)va_arg(*args, int);
	case LENGTH_LONG:
		return va_arg(*args, long);
	case LENGTH_LLONG:
		return va_arg(*args, long long);
	case LENGTH_INTMAX:
		return va_arg(*args, intmax_t);
	case LENGTH_SIZE:
		return (int64_t)va_arg(*args, size_t);
	case LENGTH_PTRDIFF:
		return va_arg(*args, ptrdiff_t);
	default:
		return va_arg(*args, int);
	}
}

static uint64_t take_unsigned(enum format_length length, va_list *args)
{
	switch (length) {
	case LENGTH_CHAR:
		return (unsigned char)va_arg(*args, unsigned int);
	case LENGTH_SHORT:
		return (unsigned short)va_arg(*args, unsigned int);
	case LENGTH_INT:
		return va_arg(*args, unsigned int);
	default:
		return (uint64_t)take_signed(length, args);
	}
}

static void take_value(struct number *num, const struct format_spec *spec,
		       va_list *args)
{
	int64_t value;

	switch (spec->conversion) {
	case 'd':
	case 'i':
		value = take_signed(spec->length, args);
		num->negative = value < 0;
		num->magnitude = value < 0 ? 0UL - (uint64_t)value
					   : (uint64_t)value;
		break;
	case 'p':
		num->magnitude = (uintptr_t)va_arg(*args, void *);
		break;
	default:
		num->magnitude = take_unsigned(spec->length, args);
	}
}

static unsigned int base_of(char conversion)
{
	switch (conversion) {
	case 'o':
		return 8;
	case 'x':
	case 'X':
	case 'p':
		return 16;
	default:
		return 10;
	}
}

/* Digits end at the end of the array; 0 has none, its precision provides it */
static void make_digits(struct number *num, char conversion)
{
	const char *alphabet = conversion == 'X' ? "0123456789ABCDEF"
						 : "0123456789abcdef";
	unsigned int base = base_of(conversion);
	uint64_t rest = num->magnitude;

	for (; rest; rest /= base) {
		num->digit_count++;
		num->digits[sizeof(num->digits) - num->digit_count] =
			alphabet[rest % base];
	}
}

static void choose_prefix(struct number *num, const struct format_spec *spec)
{
	char conv = spec->conversion;
	bool is_signed = conv == 'd' || conv == 'i';

	num->prefix = "";
	if (is_signed && num->negative)
		num->prefix = "-";
	else if (is_signed && spec->plus)
		num->prefix = "+";
	else if (is_signed && spec->space)
		num->prefix = " ";
	else if (conv == 'p' || (conv == 'x' && spec->alternate && num->magnitude))
		num->prefix = "0x";
	else if (conv == 'X' && spec->alternate && num->magnitude)
		num->prefix = "0X";
	num->prefix_len = 0;
	while (num->prefix[num->prefix_len])
		num->prefix_len++;
}

/* Zeros before the digits: by precision, by # of o, or by the 0 flag, which a
 * precision or a - switches off
 */
static size_t leading_zeros(const struct number *num,
			    const struct format_spec *spec)
{
	size_t wanted = spec->has_precision ? spec->precision : 1;

	if (spec->conversion == 'o' && spec->alternate
	    && wanted <= num->digit_count)
		wanted = num->digit_count + 1;
	if (spec->zero && !spec->left && !spec->has_precision
	    && spec->width > num->prefix_len + wanted)
		wanted = spec->width - num->prefix_len;
	return wanted > num->digit_count ? wanted - num->digit_count : 0;
}

void format_integer(struct format_sink *sink, const struct format_spec *spec,
		    va_list *args)
{
	struct number num = {0};
	size_t zeros, len, pad;

	take_value(&num, spec, args);
	make_digits(&num, spec->conversion);
	choose_prefix(&num, spec);
	zeros = leading_zeros(&num, spec);
	len = num.prefix_len + zeros + num.digit_count;
	pad = spec->width > len ? spec->width - len : 0;

	if (!spec->left)
		format_pad(sink, ' ', pad);
	format_put(sink, num.prefix, num.prefix_len);
	format_pad(sink, '0', zeros);
	format_put(sink, num.digits + sizeof(num.digits) - num.digit_count,
		   num.digit_count);
	if (spec->left)
		format_pad(sink, ' ', pad);
}
