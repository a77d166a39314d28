/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Requests and replies: intro(5); Rlerror: diod's protocol.md. The server is
 * not trusted: sizes, tags and types of replies are checked.
 */
#include <errno.h>

#include "message.h"

/* One request at a time, so one tag will do. */
#define TAG 1
#define ERRNO_MAX 4095

struct wire message_begin(struct uk_9p_client *c, enum message_type type)
{
	struct wire w = { .buf = c->tx, .end = c->msize };

	wire_put_u32(&w, 0);
	wire_put_u8(&w, (uint8_t)type);
	wire_put_u16(&w, type == TVERSION ? NOTAG : TAG);
	return w;
}

/* The size stands in front of what was written behind it. */
static uint32_t finish_request(const struct wire *req)
{
	struct wire head = { .buf = req->buf, .end = HEADER_LEN };

	wire_put_u32(&head, req->pos);
	return req->pos;
}

static int read_error(struct wire *reply)
{
	uint32_t ecode = wire_get_u32(reply);

	if (reply->is_bad || ecode == 0 || ecode > ERRNO_MAX)
		return -EPROTO;
	return -(int)ecode;
}

static int read_header(struct wire *reply, uint8_t type, uint16_t tag)
{
	uint32_t size = wire_get_u32(reply);
	uint8_t got_type = wire_get_u8(reply);
	uint16_t got_tag = wire_get_u16(reply);

	if (reply->is_bad || size < HEADER_LEN || size > reply->end)
		return -EPROTO;
	if (got_tag != tag)
		return -EPROTO;
	reply->end = size;
	if (got_type == TLERROR + 1)
		return read_error(reply);
	return got_type == type + 1 ? 0 : -EPROTO;
}

int message_send(struct uk_9p_client *c, struct wire *req)
{
	uint8_t type = c->tx[4];
	uint32_t rx_len = 0;
	int rc;

	if (c->is_closed)
		return -EIO;
	if (req->is_bad)
		return -EMSGSIZE;
	rc = c->transport.request(c->transport.ctx, c->tx, finish_request(req),
				  c->rx, c->msize, &rx_len);
	if (rc == 0 && rx_len > c->msize)
		rc = -EPROTO;
	if (rc) {
		c->is_closed = true;
		return rc;
	}
	*req = (struct wire){ .buf = c->rx, .end = rx_len };
	return read_header(req, type, type == TVERSION ? NOTAG : TAG);
}

int message_end(const struct wire *reply)
{
	return reply->is_bad ? -EPROTO : 0;
}
