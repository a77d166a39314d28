/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A buffer that is filled from its begin to its end, as of the v0.12 notes: it
 * knows where the next byte goes and how much room is left. What does not fit is
 * cut off, and the buffer remembers that. No allocation, any context; a buffer is
 * its owner's.
 */
#ifndef __UK_STREAMBUF_H__
#define __UK_STREAMBUF_H__

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <uk/essentials.h>

#ifdef __cplusplus
extern "C" {
#endif

/** For text: what is added goes in place of the terminator of what is there, and
 *  a new one follows it. The buffer always holds a string
 */
#define UK_STREAMBUF_C_TERMSHIFT 0x1U
/** Something did not fit; set by the functions below */
#define UK_STREAMBUF_S_TRUNCATED 0x2U

struct uk_streambuf {
	char *buf;
	size_t len;  /* bytes of `buf` */
	size_t seek; /* bytes in use, terminators included */
	unsigned int flags;
};

/**
 * @param len at least 1 with UK_STREAMBUF_C_TERMSHIFT
 * @param flags UK_STREAMBUF_C_*
 */
void uk_streambuf_init(struct uk_streambuf *sb, void *buf, size_t len,
		       unsigned int flags);

static inline void *uk_streambuf_buf(const struct uk_streambuf *sb)
{
	return sb->buf;
}

static inline size_t uk_streambuf_len(const struct uk_streambuf *sb)
{
	return sb->len;
}

/** @return bytes in use */
static inline size_t uk_streambuf_seek(const struct uk_streambuf *sb)
{
	return sb->seek;
}

/** @return bytes that are free */
static inline size_t uk_streambuf_left(const struct uk_streambuf *sb)
{
	return sb->len - sb->seek;
}

/** @return where the next byte goes, whatever it is */
static inline void *uk_streambuf_wptr(const struct uk_streambuf *sb)
{
	return sb->buf + sb->seek;
}

static inline bool uk_streambuf_istruncated(const struct uk_streambuf *sb)
{
	return !!(sb->flags & UK_STREAMBUF_S_TRUNCATED);
}

/**
 * Takes bytes of the buffer for the caller to fill.
 * @return their begin; NULL: there are not as many, nothing is taken
 */
void *uk_streambuf_reserve(struct uk_streambuf *sb, size_t len);

/** @return bytes copied */
size_t uk_streambuf_memcpy(struct uk_streambuf *sb, const void *src, size_t len);

/** Adds a string and its terminator. @return characters copied, without it */
size_t uk_streambuf_strcpy(struct uk_streambuf *sb, const char *str);

/** The same, formatted */
size_t uk_streambuf_printf(struct uk_streambuf *sb, const char *fmt, ...)
	__printf(2, 3);
size_t uk_streambuf_vprintf(struct uk_streambuf *sb, const char *fmt,
			    va_list ap);

#ifdef __cplusplus
}
#endif

#endif /* __UK_STREAMBUF_H__ */
