/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Writing and reading the fields of 9P messages: little-endian integers,
 * strings with a 16-bit length (intro(5)). A cursor that ran out of room or
 * of bytes stays bad; callers look once, at the end.
 */
#ifndef __UK9P_WIRE_H__
#define __UK9P_WIRE_H__

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <uk/9p.h>

struct wire {
	uint8_t *buf;
	uint32_t pos;
	uint32_t end; /* bytes that may be written, or are there to read */
	bool is_bad;
};

void wire_put_u8(struct wire *w, uint8_t value);
void wire_put_u16(struct wire *w, uint16_t value);
void wire_put_u32(struct wire *w, uint32_t value);
void wire_put_u64(struct wire *w, uint64_t value);
void wire_put_bytes(struct wire *w, const void *data, size_t len);
/** A string longer than 65535 bytes makes the cursor bad. */
void wire_put_string(struct wire *w, const char *s, size_t len);

/* Reading past the end gives 0 and makes the cursor bad. */
uint8_t wire_get_u8(struct wire *w);
uint16_t wire_get_u16(struct wire *w);
uint32_t wire_get_u32(struct wire *w);
uint64_t wire_get_u64(struct wire *w);
void wire_get_qid(struct wire *w, struct uk_9p_qid *qid);
/** The next `len` bytes in place, NULL when they are not there. */
const uint8_t *wire_get_bytes(struct wire *w, size_t len);

#endif /* __UK9P_WIRE_H__ */
