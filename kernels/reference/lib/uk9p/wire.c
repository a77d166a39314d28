/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Fields of 9P messages: Plan 9 manual, intro(5), "Messages".
 */
#include <string.h>

#include "wire.h"

static uint8_t *take(struct wire *w, size_t len)
{
	uint8_t *p = w->buf + w->pos;

	if (w->is_bad || len > w->end - w->pos) {
		w->is_bad = true;
		return NULL;
	}
	w->pos += (uint32_t)len;
	return p;
}

static void put_le(struct wire *w, uint64_t value, unsigned int bytes)
{
	uint8_t *p = take(w, bytes);

	if (!p)
		return;
	for (unsigned int i = 0; i < bytes; i++)
		p[i] = (uint8_t)(value >> (8 * i));
}

static uint64_t get_le(struct wire *w, unsigned int bytes)
{
	const uint8_t *p = take(w, bytes);
	uint64_t value = 0;

	for (unsigned int i = 0; p && i < bytes; i++)
		value |= (uint64_t)p[i] << (8 * i);
	return value;
}

void wire_put_u8(struct wire *w, uint8_t value)
{
	put_le(w, value, 1);
}

void wire_put_u16(struct wire *w, uint16_t value)
{
	put_le(w, value, 2);
}

void wire_put_u32(struct wire *w, uint32_t value)
{
	put_le(w, value, 4);
}

void wire_put_u64(struct wire *w, uint64_t value)
{
	put_le(w, value, 8);
}

void wire_put_bytes(struct wire *w, const void *data, size_t len)
{
	uint8_t *p = take(w, len);

	if (p)
		memcpy(p, data, len);
}

void wire_put_string(struct wire *w, const char *s, size_t len)
{
	if (len > UINT16_MAX)
		w->is_bad = true;
	wire_put_u16(w, (uint16_t)len);
	wire_put_bytes(w, s, len);
}

uint8_t wire_get_u8(struct wire *w)
{
	return (uint8_t)get_le(w, 1);
}

uint16_t wire_get_u16(struct wire *w)
{
	return (uint16_t)get_le(w, 2);
}

uint32_t wire_get_u32(struct wire *w)
{
	return (uint32_t)get_le(w, 4);
}

uint64_t wire_get_u64(struct wire *w)
{
	return get_le(w, 8);
}

void wire_get_qid(struct wire *w, struct uk_9p_qid *qid)
{
	qid->type = wire_get_u8(w);
	qid->version = wire_get_u32(w);
	qid->path = wire_get_u64(w);
}

const uint8_t *wire_get_bytes(struct wire *w, size_t len)
{
	return take(w, len);
}
