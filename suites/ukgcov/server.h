/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A 9p server that answers each request with the bytes the case wrote down,
 * right or wrong, and keeps the last request.
 */
#ifndef SERVER_H
#define SERVER_H

#include <uk/9p.h>

#define SERVER_CAP 8192

struct server {
	struct uk_9p_client client;
	int rc; /* of the transport */
	bool is_raw; /* the reply is sent as it is, header included */
	uint8_t type; /* of the reply; 0: the request's, plus one */
	uint16_t tag_change; /* xored into the reply's tag */
	int32_t size_change; /* added to the reply's size field */
	uint8_t reply[512]; /* behind the header, unless is_raw */
	uint32_t reply_len;
	uint8_t request[512]; /* the last one's first bytes */
	uint32_t request_len;
	unsigned int requests;
	uint8_t tx[SERVER_CAP];
	uint8_t rx[SERVER_CAP];
};

/** Starts a reply; fields are appended by the functions below. */
void server_reply(struct server *s);
void server_u8(struct server *s, uint8_t value);
void server_u16(struct server *s, uint16_t value);
void server_u32(struct server *s, uint32_t value);
void server_u64(struct server *s, uint64_t value);
void server_string(struct server *s, const char *text);
void server_qid(struct server *s);

/** The last request's integer of `bytes` bytes at `offset`. */
uint64_t server_requested(const struct server *s, uint32_t offset,
			  unsigned int bytes);

/** Transport of the server, for uk_9p_connect(). */
struct uk_9p_transport server_transport(struct server *s);

/**
 * A client that went through the handshake. The handshake's replies are
 * right; the reply to the next request is empty.
 */
struct server *server_connected(void);

#endif /* SERVER_H */
