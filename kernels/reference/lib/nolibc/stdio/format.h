/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Formatted output inside: where bytes go (sink), what a conversion
 * specification says (spec), and the engine that both vsnprintf and vprintf use.
 */
#ifndef __NOLIBC_FORMAT_H__
#define __NOLIBC_FORMAT_H__

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/**
 * Collects output in `buf`. When that is full, `drain` gets it and the buffer
 * starts over; without `drain` the rest is only counted.
 */
struct format_sink {
	char *buf;
	size_t size;
	size_t fill;
	uint64_t total; /* bytes of output so far, kept or not */
	void (*drain)(const char *buf, size_t len);
};

/* Length modifiers, ISO C11 7.21.6.1 paragraph 7 */
enum format_length {
	LENGTH_INT,
	LENGTH_CHAR,
	LENGTH_SHORT,
	LENGTH_LONG,
	LENGTH_LLONG,
	LENGTH_INTMAX,
	LENGTH_SIZE,
	LENGTH_PTRDIFF,
};

/** One conversion specification */
struct format_spec {
	bool left;	 /* - */
	bool plus;	 /* + */
	bool space;	 /* space */
	bool alternate;	 /* # */
	bool zero;	 /* 0 */
	bool has_precision;
	unsigned int width;
	unsigned int precision;
	enum format_length length;
	char conversion;
};

/** Parses length modifiers at `at`. @return behind them */
const char *format_parse_length(const char *at, enum format_length *length);

/**
 * Parses the specification whose '%' is before `at`; takes * arguments from
 * `args`. @return behind the conversion character (at the end of the string if
 * that is missing; `conversion` is then 0)
 */
const char *format_parse_spec(const char *at, struct format_spec *spec,
			      va_list *args);

void format_put(struct format_sink *sink, const char *bytes, size_t len);
void format_pad(struct format_sink *sink, char byte, size_t len);

/** d i u o x X p, the value taken from `args` */
void format_integer(struct format_sink *sink, const struct format_spec *spec,
		    va_list *args);

/** Formats all of `format`. @return as vsnprintf() */
int format_all(struct format_sink *sink, const char *format, va_list args);

#endif /* __NOLIBC_FORMAT_H__ */
