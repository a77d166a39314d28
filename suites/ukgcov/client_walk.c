/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Walking and fids of the 9p client: walk(5).
 */
#include <errno.h>
#include <string.h>
#include <uk/test.h>

#include "server.h"

static char long_name[70000];

static int walk_two(struct server *s)
{
	static const char *const names[] = { "usr", "lib" };
	static const size_t lens[] = { 3, 3 };

	return uk_9p_walk(&s->client, 0, 4, names, lens, 2);
}

UK_TESTCASE(ukgcov, walk_asks_for_each_name)
{
	static const uint8_t wanted[] = { 0,   0,   0,	 0,   4,   0,  0,
					  0,   2,   0,	 3,   0,   'u', 's',
					  'r', 3,   0,	 'l', 'i', 'b' };
	struct server *s = server_connected();

	UK_TEST_ASSERT(s);
	server_u16(s, 2);
	server_qid(s);
	server_qid(s);
	UK_TEST_EXPECT_ZERO(walk_two(s));
	UK_TEST_EXPECT_SNUM_EQ(s->request_len, 7 + sizeof(wanted));
	UK_TEST_EXPECT_SNUM_EQ(s->request[4], 110);
	UK_TEST_EXPECT_BYTES_EQ(s->request + 7, wanted, sizeof(wanted));
}

UK_TESTCASE(ukgcov, walk_that_stops_half_way)
{
	struct server *s = server_connected();

	UK_TEST_ASSERT(s);
	server_u16(s, 1);
	server_qid(s);
	UK_TEST_EXPECT_SNUM_EQ(walk_two(s), -ENOENT);
	server_reply(s);
	server_u16(s, 0);
	UK_TEST_EXPECT_SNUM_EQ(walk_two(s), -ENOENT);
}

UK_TESTCASE(ukgcov, walk_replies_are_checked)
{
	struct server *s = server_connected();

	UK_TEST_ASSERT(s);
	server_u16(s, 3);
	for (int i = 0; i < 3; i++)
		server_qid(s);
	UK_TEST_EXPECT_SNUM_EQ(walk_two(s), -EPROTO);
	server_reply(s);
	server_u16(s, 0xffff);
	UK_TEST_EXPECT_SNUM_EQ(walk_two(s), -EPROTO);
	server_reply(s);
	server_u16(s, 2);
	server_qid(s);
	UK_TEST_EXPECT_SNUM_EQ(walk_two(s), -EPROTO);
	server_reply(s);
	server_u8(s, 2);
	UK_TEST_EXPECT_SNUM_EQ(walk_two(s), -EPROTO);
}

UK_TESTCASE(ukgcov, walk_without_names_copies)
{
	struct server *s = server_connected();

	UK_TEST_ASSERT(s);
	server_u16(s, 0);
	UK_TEST_EXPECT_ZERO(uk_9p_walk(&s->client, 3, 4, NULL, NULL, 0));
	UK_TEST_EXPECT_SNUM_EQ(s->request_len, 17);
	UK_TEST_EXPECT_SNUM_EQ(server_requested(s, 7, 4), 3);
	UK_TEST_EXPECT_SNUM_EQ(server_requested(s, 11, 4), 4);
}

UK_TESTCASE(ukgcov, requests_that_do_not_fit_are_not_sent)
{
	const char *names[UK_9P_WALK_MAX + 1];
	size_t lens[UK_9P_WALK_MAX + 1];
	struct server *s = server_connected();

	UK_TEST_ASSERT(s);
	memset(long_name, 'x', sizeof(long_name));
	for (unsigned int i = 0; i <= UK_9P_WALK_MAX; i++) {
		names[i] = long_name;
		lens[i] = 1;
	}
	UK_TEST_EXPECT_SNUM_EQ(uk_9p_walk(&s->client, 0, 1, names, lens,
					  UK_9P_WALK_MAX + 1),
			       -EINVAL);
	lens[0] = SERVER_CAP;
	UK_TEST_EXPECT_SNUM_EQ(uk_9p_walk(&s->client, 0, 1, names, lens, 1),
			       -EMSGSIZE);
	/* 65537 would look like 1 in the string's 16-bit length. */
	lens[0] = 65537;
	UK_TEST_EXPECT_SNUM_EQ(uk_9p_walk(&s->client, 0, 1, names, lens, 1),
			       -EMSGSIZE);
	UK_TEST_EXPECT_ZERO(s->requests);
	server_u16(s, 1);
	server_qid(s);
	lens[0] = 1;
	UK_TEST_EXPECT_ZERO(uk_9p_walk(&s->client, 0, 1, names, lens, 1));
}

UK_TESTCASE(ukgcov, fids_run_out_and_come_back)
{
	struct server *s = server_connected();
	uint32_t fid, seen = 0;

	UK_TEST_ASSERT(s);
	for (unsigned int i = 1; i < UK_9P_FID_COUNT; i++) {
		UK_TEST_EXPECT_ZERO(uk_9p_fid_get(&s->client, &fid));
		UK_TEST_EXPECT_SNUM_LT(fid, UK_9P_FID_COUNT);
		UK_TEST_EXPECT(fid != UK_9P_ROOT_FID);
		UK_TEST_EXPECT_ZERO(seen & (1u << fid));
		seen |= 1u << fid;
	}
	UK_TEST_EXPECT_SNUM_EQ(uk_9p_fid_get(&s->client, &fid), -EMFILE);
	UK_TEST_EXPECT_ZERO(uk_9p_clunk(&s->client, 7));
	UK_TEST_EXPECT_ZERO(uk_9p_fid_get(&s->client, &fid));
	UK_TEST_EXPECT_SNUM_EQ(fid, 7);
	/* Also when the server does not like the clunk. */
	s->type = 7;
	server_u32(s, EBADF);
	UK_TEST_EXPECT_SNUM_EQ(uk_9p_clunk(&s->client, 9), -EBADF);
	UK_TEST_EXPECT_ZERO(uk_9p_fid_get(&s->client, &fid));
	UK_TEST_EXPECT_SNUM_EQ(fid, 9);
}
