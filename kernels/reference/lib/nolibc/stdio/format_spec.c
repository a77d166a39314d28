/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Parsing of conversion specifications for output, ISO C11 7.21.6.1 paragraphs
 * 4 to 7: flags, width, precision, length modifier, conversion.
 */
#include <ctype.h>
#include <limits.h>
#include "format.h"

/* Numbers that int cannot hold are taken as INT_MAX; the result is then an
 * overflow anyway
 */
static const char *parse_number(const char *at, unsigned int *number)
{
	uint64_t value = 0;

	for (; isdigit((unsigned char)*at); at++) {
		value = value * 10 + (uint64_t)(*at - '0');
		if (value > INT_MAX)
			value = INT_MAX;
	}
	*number = (unsigned int)value;
	return at;
}

static const char *parse_flags(const char *at, struct format_spec *spec)
{
	for (;; at++) {
		switch (*at) {
		case '-':
			spec->left = true;
			break;
		case '+':
			spec->plus = true;
			break;
		case ' ':
			spec->space = true;
			break;
		case '#':
			spec->alternate = true;
			break;
		case '0':
			spec->zero = true;
			break;
		default:
			return at;
		}
	}
}

static const char *parse_width(const char *at, struct format_spec *spec,
			       va_list *args)
{
	int width;

	if (*at != '*')
		return parse_number(at, &spec->width);
	width = va_arg(*args, int);
	if (width < 0) /* a flag and the absolute value */
		spec->left = true;
	spec->width = width < 0 ? 0U - (unsigned int)width
				: (unsigned int)width;
	return at + 1;
}

static const char *parse_precision(const char *at, struct format_spec *spec,
				   va_list *args)
{
	int precision;

	if (*at != '.')
		return at;
	spec->has_precision = true;
	if (*++at != '*')
		return parse_number(at, &spec->precision);
	precision = va_arg(*args, int);
	if (precision < 0) /* as if omitted */
		spec->has_precision = false;
	else
		spec->precision = (unsigned int)precision;
	return at + 1;
}

const char *format_parse_length(const char *at, enum format_length *length)
{
	switch (*at) {
	case 'h':
		*length = at[1] == 'h' ? LENGTH_CHAR : LENGTH_SHORT;
		return at + (*length == LENGTH_CHAR ? 2 : 1);
	case 'l':
		*length = at[1] == 'l' ? LENGTH_LLONG : LENGTH_LONG;
		return at + (*length == LENGTH_LLONG ? 2 : 1);
	case 'j':
		*length = LENGTH_INTMAX;
		return at + 1;
	case 'z':
		*length = LENGTH_SIZE;
		return at + 1;
	case 't':
		*length = LENGTH_PTRDIFF;
		return at + 1;
	default:
		*length = LENGTH_INT;
		return at;
	}
}

const char *format_parse_spec(const char *at, struct format_spec *spec,
			      va_list *args)
{
	*spec = (struct format_spec){0};
	at = parse_flags(at, spec);
	at = parse_width(at, spec, args);
	at = parse_precision(at, spec, args);
	at = format_parse_length(at, &spec->length);
	spec->conversion = *at;
	return *at ? at + 1 : at;
}
