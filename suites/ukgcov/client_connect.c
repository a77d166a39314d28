/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The handshake of the 9p client: version(5), attach(5).
 */
#include <errno.h>
#include <string.h>
#include <uk/test.h>

#include "server.h"

static struct server s;

/* Answers Tversion; Tattach then gets the same bytes, which is no Rattach. */
static int connect_to(uint32_t msize, const char *version)
{
	struct uk_9p_transport t = server_transport(&s);

	memset(&s, 0, sizeof(s));
	server_u32(&s, msize);
	server_string(&s, version);
	return uk_9p_connect(&s.client, &t, s.tx, s.rx, SERVER_CAP);
}

UK_TESTCASE(ukgcov, client_offers_its_version)
{
	/* The reply is long enough for a qid: both steps succeed. */
	UK_TEST_EXPECT_ZERO(connect_to(SERVER_CAP, "9P2000.L"));
	UK_TEST_EXPECT_SNUM_EQ(s.requests, 2);
	UK_TEST_EXPECT_SNUM_EQ(s.request[4], 104);
	UK_TEST_EXPECT_SNUM_EQ(server_requested(&s, 7, 4), UK_9P_ROOT_FID);
	UK_TEST_EXPECT_SNUM_EQ(server_requested(&s, 11, 4), 0xffffffff);
	UK_TEST_EXPECT_SNUM_EQ(server_requested(&s, 0, 4), s.request_len);
	UK_TEST_EXPECT_SNUM_EQ(connect_to(SERVER_CAP, "9P2000.u"),
			       -EPROTONOSUPPORT);
	UK_TEST_EXPECT_SNUM_EQ(s.requests, 1);
	UK_TEST_EXPECT_SNUM_EQ(s.request[4], 100);
	UK_TEST_EXPECT_SNUM_EQ(server_requested(&s, 5, 2), 0xffff);
	UK_TEST_EXPECT_SNUM_EQ(server_requested(&s, 7, 4), SERVER_CAP);
	UK_TEST_EXPECT_SNUM_EQ(server_requested(&s, 11, 2), 8);
	UK_TEST_EXPECT_BYTES_EQ(s.request + 13, "9P2000.L", 8);
}

UK_TESTCASE(ukgcov, client_negotiates_the_message_size)
{
	static const struct { uint32_t msize; int rc; } tries[] = {
		{ SERVER_CAP, 0 },
		{ SERVER_CAP - 1, 0 },
		{ UK_9P_MSIZE_MIN, 0 },
		{ UK_9P_MSIZE_MIN - 1, -EPROTO },
		{ 0, -EPROTO },
		{ SERVER_CAP + 1, -EPROTO },
		{ 0xffffffff, -EPROTO },
	};

	for (unsigned int i = 0; i < sizeof(tries) / sizeof(tries[0]); i++) {
		UK_TEST_EXPECT_SNUM_EQ(connect_to(tries[i].msize, "9P2000.L"),
				       tries[i].rc);
		if (tries[i].rc == 0)
			UK_TEST_EXPECT_SNUM_EQ(s.client.msize, tries[i].msize);
		else
			UK_TEST_EXPECT(s.client.is_closed);
	}
}

UK_TESTCASE(ukgcov, client_refuses_other_versions)
{
	static const char *const versions[] = { "unknown",   "9P2000",
						"",	     "9P2000.l",
						"9P2000.LL", "9P2000.\xff" };

	for (unsigned int i = 0; i < sizeof(versions) / sizeof(versions[0]);
	     i++) {
		UK_TEST_EXPECT_SNUM_EQ(connect_to(SERVER_CAP, versions[i]),
				       -EPROTONOSUPPORT);
		UK_TEST_EXPECT(s.client.is_closed);
		UK_TEST_EXPECT_SNUM_EQ(s.requests, 1);
	}
}

UK_TESTCASE(ukgcov, client_needs_room_for_messages)
{
	struct uk_9p_transport t = server_transport(&s);

	memset(&s, 0, sizeof(s));
	UK_TEST_EXPECT_SNUM_EQ(uk_9p_connect(&s.client, &t, s.tx, s.rx,
					     UK_9P_MSIZE_MIN - 1),
			       -EINVAL);
	UK_TEST_EXPECT_ZERO(s.requests);
}

UK_TESTCASE(ukgcov, client_rejects_cut_off_versions)
{
	struct uk_9p_transport t = server_transport(&s);

	for (uint32_t len = 0; len < 14; len++) {
		memset(&s, 0, sizeof(s));
		server_u32(&s, SERVER_CAP);
		server_string(&s, "9P2000.L");
		s.reply_len = len;
		UK_TEST_EXPECT_SNUM_EQ(uk_9p_connect(&s.client, &t, s.tx, s.rx,
						     SERVER_CAP),
				       -EPROTO);
	}
}
