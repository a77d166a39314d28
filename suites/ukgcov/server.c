/* SPDX-License-Identifier: BSD-3-Clause */
/* See server.h. */
#include <string.h>

#include "server.h"

static struct server server;

static void append(struct server *s, uint64_t value, unsigned int bytes)
{
	for (unsigned int i = 0; i < bytes; i++)
		s->reply[s->reply_len++] = (uint8_t)(value >> (8 * i));
}

void server_reply(struct server *s)
{
	s->reply_len = 0;
	s->type = 0;
	s->tag_change = 0;
	s->size_change = 0;
	s->is_raw = false;
}

void server_u8(struct server *s, uint8_t value)
{
	append(s, value, 1);
}

void server_u16(struct server *s, uint16_t value)
{
	append(s, value, 2);
}

void server_u32(struct server *s, uint32_t value)
{
	append(s, value, 4);
}

void server_u64(struct server *s, uint64_t value)
{
	append(s, value, 8);
}

void server_string(struct server *s, const char *text)
{
	size_t len = strlen(text);

	server_u16(s, (uint16_t)len);
	memcpy(s->reply + s->reply_len, text, len);
	s->reply_len += (uint32_t)len;
}

void server_qid(struct server *s)
{
	server_u8(s, UK_9P_QID_DIR);
	server_u32(s, 1);
	server_u64(s, 2);
}

uint64_t server_requested(const struct server *s, uint32_t offset,
			  unsigned int bytes)
{
	uint64_t value = 0;

	for (unsigned int i = 0; i < bytes; i++)
		value |= (uint64_t)s->request[offset + i] << (8 * i);
	return value;
}

static void keep_request(struct server *s, const void *tx, uint32_t len)
{
	size_t n = len < sizeof(s->request) ? len : sizeof(s->request);

	memcpy(s->request, tx, n);
	s->request_len = len;
	s->requests++;
}

/* size[4] type[1] tag[2] in front of the written reply. */
static uint32_t put_reply(const struct server *s, uint8_t *rx)
{
	uint32_t len = 7 + s->reply_len;
	uint32_t size = len + (uint32_t)s->size_change;
	uint16_t tag = (uint16_t)server_requested(s, 5, 2) ^ s->tag_change;

	memcpy(rx, &size, 4);
	rx[4] = s->type ? s->type : s->request[4] + 1;
	memcpy(rx + 5, &tag, 2);
	memcpy(rx + 7, s->reply, s->reply_len);
	return len;
}

static int answer(void *ctx, const void *tx, uint32_t tx_len, void *rx,
		  uint32_t rx_cap, uint32_t *rx_len)
{
	struct server *s = ctx;

	(void)rx_cap;
	keep_request(s, tx, tx_len);
	if (s->rc)
		return s->rc;
	if (s->is_raw) {
		memcpy(rx, s->reply, s->reply_len);
		*rx_len = s->reply_len;
	} else {
		*rx_len = put_reply(s, rx);
	}
	return 0;
}

/* Tversion, then Tattach, then what the case wrote. */
static int shake_hands(void *ctx, const void *tx, uint32_t tx_len, void *rx,
		       uint32_t rx_cap, uint32_t *rx_len)
{
	struct server *s = ctx;

	server_reply(s);
	if (((const uint8_t *)tx)[4] == 100) {
		server_u32(s, SERVER_CAP);
		server_string(s, "9P2000.L");
	} else {
		server_qid(s);
	}
	return answer(ctx, tx, tx_len, rx, rx_cap, rx_len);
}

struct uk_9p_transport server_transport(struct server *s)
{
	return (struct uk_9p_transport){ .request = answer, .ctx = s };
}

struct server *server_connected(void)
{
	struct uk_9p_transport t = { .request = shake_hands, .ctx = &server };

	memset(&server, 0, sizeof(server));
	if (uk_9p_connect(&server.client, &t, server.tx, server.rx,
			  SERVER_CAP))
		return NULL;
	server.client.transport = server_transport(&server);
	server_reply(&server);
	server.requests = 0;
	return &server;
}
