/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Formatted input from a string, ISO C11 7.21.6.2, .7 and .14: d i u o x X p c s
 * [ n %. A directive gives one of the results below; the first that is not DONE
 * ends the call (paragraph 4).
 */
#include <ctype.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include "../stdlib/parse_integer.h"
#include "format.h"

enum scan_result {
	SCAN_DONE,
	SCAN_INPUT_FAILURE, /* end of input */
	SCAN_MATCH_FAILURE, /* something else is there, or a bad directive */
};

struct scan_spec {
	bool suppress; /* * : no assignment */
	size_t width;  /* bytes; 0 stands for none given */
	enum format_length length;
	const char *set; /* first member of a scanset, behind any ^ */
	size_t set_len;
	bool set_inverted;
	char conversion;
};

struct scanner {
	const char *start;
	const char *at;
	int assigned;
	bool converted; /* one at least, assigned or suppressed */
	va_list args;
};

static void skip_space(struct scanner *s)
{
	while (isspace((unsigned char)*s->at))
		s->at++;
}

/* Paragraph 12: a ] directly at the start is a member. @return behind the ], or
 * at the end of the string if there is none
 */
static const char *parse_set(const char *at, struct scan_spec *spec)
{
	const char *end;

	spec->set_inverted = *at == '^';
	spec->set = at + spec->set_inverted;
	end = *spec->set ? strchrnul(spec->set + 1, ']') : spec->set;
	spec->set_len = (size_t)(end - spec->set);
	if (!*end)
		spec->conversion = '\0';
	return *end ? end + 1 : end;
}

static const char *parse_spec(const char *at, struct scan_spec *spec)
{
	*spec = (struct scan_spec){0};
	if (*at == '*') {
		spec->suppress = true;
		at++;
	}
	for (; isdigit((unsigned char)*at); at++) {
		if (spec->width < INT_MAX)
			spec->width = spec->width * 10 + (size_t)(*at - '0');
	}
	at = format_parse_length(at, &spec->length);
	spec->conversion = *at;
	if (*at)
		at++;
	return spec->conversion == '[' ? parse_set(at, spec) : at;
}

/* a-b is a range, a - at either end a member */
static bool set_has(const struct scan_spec *spec, unsigned char byte)
{
	const unsigned char *set = (const unsigned char *)spec->set;
	size_t i = 0;

	while (i < spec->set_len) {
		bool range = i + 2 < spec->set_len && set[i + 1] == '-';

		if (byte >= set[i] && byte <= set[range ? i + 2 : i])
			return !spec->set_inverted;
		i += range ? 3 : 1;
	}
	return spec->set_inverted;
}

static void store_integer(struct scanner *s, enum format_length length,
			  uint64_t value)
{
	switch (length) {
	case LENGTH_CHAR:
		*va_arg(s->args, unsigned char *) = (unsigned char)value;
		break;
	case LENGTH_SHORT:
		*va_arg(s->args, unsigned short *) = (unsigned short)value;
		break;
	case LENGTH_INT:
		*va_arg(s->args, unsigned int *) = (unsigned int)value;
		break;
	default:
		*va_arg(s->args, uint64_t *) = value;
	}
}

static unsigned int base_of(char conversion)
{
	switch (conversion) {
	case 'i':
		return 0;
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

/* A number outside 64 bits, undefined by paragraph 10, becomes the limit */
static uint64_t signed_value(const struct parsed_integer *num, char conversion)
{
	bool is_signed = conversion == 'd' || conversion == 'i';
	uint64_t limit = (uint64_t)INT64_MAX + num->negative;
	uint64_t magnitude = num->magnitude;

	if (is_signed && magnitude > limit)
		magnitude = limit;
	return num->negative && !(num->overflow && !is_signed) ? 0UL - magnitude
							       : magnitude;
}

static enum scan_result scan_integer(struct scanner *s, struct scan_spec *spec)
{
	struct parsed_integer num;

	skip_space(s);
	if (!*s->at)
		return SCAN_INPUT_FAILURE;
	parse_integer(s->at, spec->width ? spec->width : SIZE_MAX,
		      base_of(spec->conversion), &num);
	/* Paragraph 9: "0x" is read as a whole and is no number */
	if (!num.end || num.seen != (size_t)(num.end - s->at))
		return SCAN_MATCH_FAILURE;
	s->at = num.end;
	s->converted = true;
	if (!spec->suppress) {
		if (spec->conversion == 'p')
			spec->length = LENGTH_LONG;
		store_integer(s, spec->length,
			      signed_value(&num, spec->conversion));
		s->assigned++;
	}
	return SCAN_DONE;
}

static bool belongs(const struct scan_spec *spec, unsigned char byte)
{
	if (spec->conversion == 's')
		return !isspace(byte);
	return spec->conversion == 'c' || set_has(spec, byte);
}

/* s, [ and c: a run of bytes; only c takes no terminator and exactly `width` */
static enum scan_result scan_bytes(struct scanner *s,
				   const struct scan_spec *spec)
{
	bool is_char = spec->conversion == 'c';
	size_t max = spec->width ? spec->width : is_char ? 1 : SIZE_MAX;
	size_t len = 0;
	char *to;

	if (spec->conversion == 's')
		skip_space(s);
	if (!*s->at)
		return SCAN_INPUT_FAILURE;
	while (len < max && s->at[len] && belongs(spec, (unsigned char)s->at[len]))
		len++;
	if (!len || (is_char && len < max))
		return SCAN_MATCH_FAILURE;
	if (!spec->suppress) {
		to = va_arg(s->args, char *);
		memcpy(to, s->at, len);
		if (!is_char)
			to[len] = '\0';
		s->assigned++;
	}
	s->at += len;
	s->converted = true;
	return SCAN_DONE;
}

/* Literal byte of the format, also for %% */
static enum scan_result scan_literal(struct scanner *s, char wanted)
{
	if (!*s->at)
		return SCAN_INPUT_FAILURE;
	if (*s->at != wanted)
		return SCAN_MATCH_FAILURE;
	s->at++;
	return SCAN_DONE;
}

static enum scan_result scan_conversion(struct scanner *s,
					struct scan_spec *spec)
{
	switch (spec->conversion) {
	case 'd':
	case 'i':
	case 'u':
	case 'o':
	case 'x':
	case 'X':
	case 'p':
		return scan_integer(s, spec);
	case 'c':
	case 's':
	case '[':
		return scan_bytes(s, spec);
	case 'n':
		if (!spec->suppress)
			store_integer(s, spec->length,
				      (uint64_t)(s->at - s->start));
		return SCAN_DONE;
	case '%':
		skip_space(s);
		return scan_literal(s, '%');
	default:
		return SCAN_MATCH_FAILURE;
	}
}

/* One directive at *format, which is moved behind it */
static enum scan_result scan_directive(struct scanner *s, const char **format)
{
	struct scan_spec spec;
	char first = *(*format)++;

	if (isspace((unsigned char)first)) {
		skip_space(s);
		return SCAN_DONE;
	}
	if (first != '%')
		return scan_literal(s, first);
	*format = parse_spec(*format, &spec);
	return scan_conversion(s, &spec);
}

/* Paragraph 16: EOF only if the input ended before the first conversion */
int vsscanf(const char *restrict str, const char *restrict format,
	    va_list args)
{
	struct scanner s = {.start = str, .at = str};
	enum scan_result result = SCAN_DONE;
	const char *next = format;

	va_copy(s.args, args);
	while (*next && result == SCAN_DONE)
		result = scan_directive(&s, &next);
	va_end(s.args);
	if (result == SCAN_INPUT_FAILURE && !s.converted)
		return EOF;
	return s.assigned;
}

int sscanf(const char *restrict str, const char *restrict format, ...)
{
	va_list args;
	int assigned;

	va_start(args, format);
	assigned = vsscanf(str, format, args);
	va_end(args);
	return assigned;
}
