/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Replies of random bytes behind a right header: whatever a server sends, the
 * client answers with a result or an error and stays inside its buffers.
 */
#include <errno.h>
#include <string.h>
#include <uk/test.h>

#include "server.h"

#define ROUNDS 4000
#define GUARD 0x5a

static uint64_t state;

/* xorshift64 */
static uint64_t next_word(void)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return state;
}

static uint32_t next(void)
{
	return (uint32_t)(next_word() >> 32);
}

static void random_reply(struct server *s)
{
	uint64_t word;

	server_reply(s);
	/* Small numbers first: counts and lengths are most interesting. */
	server_u32(s, next() >> (next() % 32));
	s->reply_len = next() % 64;
	for (uint32_t i = 4; i < s->reply_len; i += sizeof(word)) {
		word = next_word();
		memcpy(s->reply + i, &word, sizeof(word));
	}
	if (next() % 8 == 0)
		s->type = 7;
}

static const char *const names[] = { "a", "b", "c" };
static const size_t lens[] = { 1, 1, 1 };

/* One request of a random kind; `out` has room for 32 bytes. */
static int random_request(struct server *s, uint8_t out[33])
{
	struct uk_9p_attr attr;
	uint32_t unit;

	switch (next() % 8) {
	case 0:
		return uk_9p_walk(&s->client, 0, 1, names, lens, next() % 4);
	case 1:
		return uk_9p_lopen(&s->client, 1, 0, &unit);
	case 2:
		return uk_9p_lcreate(&s->client, 1, "x", 1, 0, 0, &unit);
	case 3:
		return uk_9p_mkdir_at(&s->client, 1, "x", 1, 0);
	case 4:
		return uk_9p_unlink_at(&s->client, 1, "x", 1, false);
	case 5:
		return uk_9p_read(&s->client, 1, 0, out, next() % 33);
	case 6:
		return uk_9p_write(&s->client, 1, 0, out, next() % 33);
	default:
		return uk_9p_getattr(&s->client, 1, &attr);
	}
}

UK_TESTCASE(ukgcov, client_survives_random_replies)
{
	unsigned int beyond = 0, overruns = 0, answered = 0;
	struct server *s = server_connected();
	uint8_t out[33];

	UK_TEST_ASSERT(s);
	state = 0x9e3779b97f4a7c15ULL;
	out[32] = GUARD;
	for (unsigned int i = 0; i < ROUNDS; i++) {
		int rc;

		random_reply(s);
		rc = random_request(s, out);
		beyond += rc > 32 || rc < -4095;
		overruns += out[32] != GUARD;
		answered += rc >= 0;
	}
	UK_TEST_EXPECT_ZERO(beyond);
	UK_TEST_EXPECT_ZERO(overruns);
	UK_TEST_EXPECT_SNUM_GT(answered, 0);
	UK_TEST_EXPECT_SNUM_LT(answered, ROUNDS);
	UK_TEST_EXPECT_SNUM_EQ(s->requests, ROUNDS);
	UK_TEST_EXPECT(!s->client.is_closed);
}
