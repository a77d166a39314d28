/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Interface: <uk/streambuf.h>.
 */
#include <stdio.h>
#include <string.h>
#include <uk/assert.h>
#include <uk/streambuf.h>

void uk_streambuf_init(struct uk_streambuf *sb, void *buf, size_t len,
		       unsigned int flags)
{
	*sb = (struct uk_streambuf){.buf = buf, .len = len, .flags = flags};
	if (!(flags & UK_STREAMBUF_C_TERMSHIFT))
		return;
	UK_ASSERT(len);
	sb->buf[0] = '\0';
}

static size_t cut(struct uk_streambuf *sb, size_t len, size_t room)
{
	if (len <= room)
		return len;
	sb->flags |= UK_STREAMBUF_S_TRUNCATED;
	return room;
}

void *uk_streambuf_reserve(struct uk_streambuf *sb, size_t len)
{
	void *at = uk_streambuf_wptr(sb);

	if (cut(sb, len, uk_streambuf_left(sb)) < len)
		return NULL;
	sb->seek += len;
	return at;
}

size_t uk_streambuf_memcpy(struct uk_streambuf *sb, const void *src, size_t len)
{
	len = cut(sb, len, uk_streambuf_left(sb));
	memcpy(uk_streambuf_wptr(sb), src, len);
	sb->seek += len;
	return len;
}

/* Where a string begins: on the terminator of the one before it */
static size_t text_begin(const struct uk_streambuf *sb)
{
	return sb->flags & UK_STREAMBUF_C_TERMSHIFT && sb->seek ? sb->seek - 1
								: sb->seek;
}

size_t uk_streambuf_strcpy(struct uk_streambuf *sb, const char *str)
{
	size_t begin = text_begin(sb), len;

	if (begin == sb->len) {
		cut(sb, 1, 0);
		return 0;
	}
	len = cut(sb, strlen(str), sb->len - begin - 1);
	memcpy(sb->buf + begin, str, len);
	sb->buf[begin + len] = '\0';
	sb->seek = begin + len + 1;
	return len;
}

size_t uk_streambuf_vprintf(struct uk_streambuf *sb, const char *fmt,
			    va_list ap)
{
	size_t begin = text_begin(sb), len;
	int wanted = vsnprintf(sb->buf + begin, sb->len - begin, fmt, ap);

	if (wanted < 0 || begin == sb->len) {
		cut(sb, 1, 0);
		return 0;
	}
	len = cut(sb, (size_t)wanted, sb->len - begin - 1);
	sb->seek = begin + len + 1;
	return len;
}

size_t uk_streambuf_printf(struct uk_streambuf *sb, const char *fmt, ...)
{
	va_list ap;
	size_t len;

	va_start(ap, fmt);
	len = uk_streambuf_vprintf(sb, fmt, ap);
	va_end(ap);
	return len;
}
