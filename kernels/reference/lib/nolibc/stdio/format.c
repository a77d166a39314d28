/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The output engine, ISO C11 7.21.6.1: text between specifications, c s %, and
 * the sink.
 */
#include <errno.h>
#include <limits.h>
#include <string.h>
#include "format.h"

/* Room left; hands over a full buffer first where there is somebody to take it */
static size_t make_room(struct format_sink *sink)
{
	if (sink->fill == sink->size && sink->drain && sink->size) {
		sink->drain(sink->buf, sink->fill);
		sink->fill = 0;
	}
	return sink->size - sink->fill;
}

void format_put(struct format_sink *sink, const char *bytes, size_t len)
{
	size_t room, part;

	sink->total += len;
	while (len && (room = make_room(sink))) {
		part = len < room ? len : room;
		memcpy(sink->buf + sink->fill, bytes, part);
		sink->fill += part;
		bytes += part;
		len -= part;
	}
}

void format_pad(struct format_sink *sink, char byte, size_t len)
{
	size_t room, part;

	sink->total += len;
	while (len && (room = make_room(sink))) {
		part = len < room ? len : room;
		memset(sink->buf + sink->fill, byte, part);
		sink->fill += part;
		len -= part;
	}
}

static void put_padded(struct format_sink *sink, const struct format_spec *spec,
		       const char *bytes, size_t len)
{
	size_t pad = spec->width > len ? spec->width - len : 0;

	if (!spec->left)
		format_pad(sink, ' ', pad);
	format_put(sink, bytes, len);
	if (spec->left)
		format_pad(sink, ' ', pad);
}

/* A precision limits the bytes that are read, not only those written */
static void put_string(struct format_sink *sink, const struct format_spec *spec,
		       const char *str)
{
	if (!str)
		str = "(null)";
	put_padded(sink, spec, str,
		   spec->has_precision ? strnlen(str, spec->precision)
				       : strlen(str));
}

static void put_char(struct format_sink *sink, const struct format_spec *spec,
		     int value)
{
	char byte = (char)value;

	put_padded(sink, spec, &byte, 1);
}

/* `at` is behind the '%'. @return behind the specification */
static const char *convert(struct format_sink *sink, const char *at,
			   va_list *args)
{
	struct format_spec spec;
	const char *end = format_parse_spec(at, &spec, args);

	switch (spec.conversion) {
	case 'd':
	case 'i':
	case 'u':
	case 'o':
	case 'x':
	case 'X':
	case 'p':
		format_integer(sink, &spec, args);
		break;
	case 'c':
		put_char(sink, &spec, va_arg(*args, int));
		break;
	case 's':
		put_string(sink, &spec, va_arg(*args, const char *));
		break;
	case '%':
		format_put(sink, "%", 1);
		break;
	default: /* undefined behaviour: show it */
		format_put(sink, at - 1, (size_t)(end - at) + 1);
	}
	return end;
}

int format_all(struct format_sink *sink, const char *format, va_list args)
{
	const char *text_end;
	va_list rest;

	va_copy(rest, args);
	while (*format) {
		text_end = strchrnul(format, '%');
		format_put(sink, format, (size_t)(text_end - format));
		format = text_end;
		if (*format)
			format = convert(sink, format + 1, &rest);
	}
	va_end(rest);

	if (sink->total > INT_MAX) {
		errno = EOVERFLOW;
		return -1;
	}
	return (int)sink->total;
}
