/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Replies that the 9p client must not believe, and errors it must pass on.
 */
#include <errno.h>
#include <string.h>
#include <uk/9p_file.h>
#include <uk/test.h>

#include "server.h"

#define RLERROR 7
#define RCLUNK 121

static int clunk(struct server *s)
{
	return uk_9p_clunk(&s->client, 5);
}

UK_TESTCASE(ukgcov, reply_header_is_checked)
{
	struct server *s = server_connected();
	unsigned int accepted = 0;

	UK_TEST_ASSERT(s);
	UK_TEST_EXPECT_ZERO(clunk(s));
	s->tag_change = 1;
	UK_TEST_EXPECT_SNUM_EQ(clunk(s), -EPROTO);
	s->tag_change = 0x8000;
	UK_TEST_EXPECT_SNUM_EQ(clunk(s), -EPROTO);
	s->tag_change = 0;
	for (unsigned int type = 1; type < 256; type++) {
		s->type = (uint8_t)type;
		if (type != RCLUNK)
			accepted += clunk(s) != -EPROTO;
	}
	UK_TEST_EXPECT_ZERO(accepted);
}

UK_TESTCASE(ukgcov, reply_size_is_checked)
{
	static const int32_t changes[] = { -1, -7, 1, 2, 4096, 0x7fffffff,
					   (int32_t)0x80000000 };
	struct server *s = server_connected();

	UK_TEST_ASSERT(s);
	for (unsigned int i = 0; i < sizeof(changes) / sizeof(changes[0]);
	     i++) {
		s->size_change = changes[i];
		UK_TEST_EXPECT_SNUM_EQ(clunk(s), -EPROTO);
	}
	s->size_change = 0;
	s->is_raw = true;
	for (uint32_t len = 0; len < 7; len++) {
		s->reply_len = len;
		memset(s->reply, 7, sizeof(s->reply));
		UK_TEST_EXPECT_SNUM_EQ(clunk(s), -EPROTO);
	}
}

UK_TESTCASE(ukgcov, server_errors_become_errno)
{
	static const struct { uint32_t ecode; int rc; } tries[] = {
		{ 1, -EPERM }, { 2, -ENOENT }, { 28, -ENOSPC },
		{ 95, -EOPNOTSUPP }, { 4095, -4095 }, { 0, -EPROTO },
		{ 4096, -EPROTO }, { 0x80000000, -EPROTO },
		{ 0xfffffffe, -EPROTO },
	};
	struct server *s = server_connected();

	UK_TEST_ASSERT(s);
	for (unsigned int i = 0; i < sizeof(tries) / sizeof(tries[0]); i++) {
		server_reply(s);
		s->type = RLERROR;
		server_u32(s, tries[i].ecode);
		UK_TEST_EXPECT_SNUM_EQ(clunk(s), tries[i].rc);
	}
	for (uint32_t len = 0; len < 4; len++) {
		s->reply_len = len;
		UK_TEST_EXPECT_SNUM_EQ(clunk(s), -EPROTO);
	}
}

UK_TESTCASE(ukgcov, transport_errors_close_the_client)
{
	struct server *s = server_connected();

	UK_TEST_ASSERT(s);
	s->rc = -ETIMEDOUT;
	UK_TEST_EXPECT_SNUM_EQ(clunk(s), -ETIMEDOUT);
	s->rc = 0;
	UK_TEST_EXPECT_SNUM_EQ(clunk(s), -EIO);
	UK_TEST_EXPECT_SNUM_EQ(clunk(s), -EIO);
	UK_TEST_EXPECT_SNUM_EQ(s->requests, 1);
}

UK_TESTCASE(ukgcov, read_replies_are_checked)
{
	struct server *s = server_connected();
	char buf[16];

	UK_TEST_ASSERT(s);
	memset(buf, '-', sizeof(buf));
	server_u32(s, 3);
	server_u32(s, 0x00636261);
	UK_TEST_EXPECT_SNUM_EQ(uk_9p_read(&s->client, 1, 5, buf, 8), 3);
	UK_TEST_EXPECT_BYTES_EQ(buf, "abc-", 4);
	UK_TEST_EXPECT_SNUM_EQ(server_requested(s, 7, 4), 1);
	UK_TEST_EXPECT_SNUM_EQ(server_requested(s, 11, 8), 5);
	UK_TEST_EXPECT_SNUM_EQ(server_requested(s, 19, 4), 8);
	/* More than there is, more than was asked for. */
	server_reply(s);
	server_u32(s, 5);
	server_u32(s, 0);
	UK_TEST_EXPECT_SNUM_EQ(uk_9p_read(&s->client, 1, 0, buf, 8), -EPROTO);
	server_reply(s);
	server_u32(s, 9);
	server_u64(s, 0);
	server_u64(s, 0);
	UK_TEST_EXPECT_SNUM_EQ(uk_9p_read(&s->client, 1, 0, buf, 8), -EPROTO);
	server_reply(s);
	server_u32(s, 0xffffffff);
	UK_TEST_EXPECT_SNUM_EQ(uk_9p_read(&s->client, 1, 0, buf, 8), -EPROTO);
	UK_TEST_EXPECT_BYTES_EQ(buf, "abc-------------", 16);
}

UK_TESTCASE(ukgcov, write_replies_are_checked)
{
	struct server *s = server_connected();

	UK_TEST_ASSERT(s);
	server_u32(s, 2);
	UK_TEST_EXPECT_SNUM_EQ(uk_9p_write(&s->client, 1, 7, "abc", 3), 2);
	UK_TEST_EXPECT_SNUM_EQ(server_requested(s, 11, 8), 7);
	UK_TEST_EXPECT_SNUM_EQ(server_requested(s, 19, 4), 3);
	UK_TEST_EXPECT_BYTES_EQ(s->request + 23, "abc", 3);
	UK_TEST_EXPECT_SNUM_EQ(s->request_len, 26);
	server_reply(s);
	server_u32(s, 4);
	UK_TEST_EXPECT_SNUM_EQ(uk_9p_write(&s->client, 1, 0, "abc", 3),
			       -EPROTO);
	server_reply(s);
	UK_TEST_EXPECT_SNUM_EQ(uk_9p_write(&s->client, 1, 0, "abc", 3),
			       -EPROTO);
}

/* It would be asked again and again for what it never takes */
UK_TESTCASE(ukgcov, server_that_takes_nothing_is_an_error)
{
	struct server *s = server_connected();
	struct uk_9p_file f = { .fid = 1, .iounit = 64 };

	UK_TEST_ASSERT(s);
	f.client = &s->client;
	server_u32(s, 0);
	UK_TEST_EXPECT_SNUM_EQ(uk_9p_file_write(&f, "abc", 3), -EIO);
	UK_TEST_EXPECT_ZERO(f.offset);
}

UK_TESTCASE(ukgcov, reads_and_writes_fit_into_messages)
{
	static char big[2 * SERVER_CAP];
	struct server *s = server_connected();

	UK_TEST_ASSERT(s);
	server_u32(s, 1);
	UK_TEST_EXPECT_SNUM_EQ(uk_9p_write(&s->client, 1, 0, big, sizeof(big)),
			       1);
	UK_TEST_EXPECT_SNUM_EQ(server_requested(s, 19, 4), SERVER_CAP - 24);
	UK_TEST_EXPECT_SNUM_EQ(s->request_len, SERVER_CAP - 1);
	server_reply(s);
	server_u32(s, 0);
	UK_TEST_EXPECT_ZERO(uk_9p_read(&s->client, 1, 0, big, sizeof(big)));
	UK_TEST_EXPECT_SNUM_EQ(server_requested(s, 19, 4), SERVER_CAP - 24);
}

UK_TESTCASE(ukgcov, opened_files_have_an_io_unit)
{
	static const struct { uint32_t told, used; } tries[] = {
		{ 0, SERVER_CAP - 24 },	 { 1, 1 },
		{ 4096, 4096 },		 { SERVER_CAP - 24, SERVER_CAP - 24 },
		{ SERVER_CAP, SERVER_CAP - 24 },
		{ 0xffffffff, SERVER_CAP - 24 },
	};
	struct server *s = server_connected();
	uint32_t unit;

	UK_TEST_ASSERT(s);
	for (unsigned int i = 0; i < sizeof(tries) / sizeof(tries[0]); i++) {
		server_reply(s);
		server_qid(s);
		server_u32(s, tries[i].told);
		UK_TEST_EXPECT_ZERO(uk_9p_lopen(&s->client, 1, UK_9P_RDWR,
						&unit));
		UK_TEST_EXPECT_SNUM_EQ(unit, tries[i].used);
	}
	for (uint32_t len = 0; len < 17; len++) {
		s->reply_len = len;
		UK_TEST_EXPECT_SNUM_EQ(uk_9p_lopen(&s->client, 1, 0, &unit),
				       -EPROTO);
	}
}

UK_TESTCASE(ukgcov, attributes_are_read)
{
	struct server *s = server_connected();
	struct uk_9p_attr attr;

	UK_TEST_ASSERT(s);
	server_u64(s, 0x7ff);
	server_qid(s);
	server_u32(s, 0100644);
	server_u64(s, 0);
	server_u64(s, 3);
	server_u64(s, 0);
	server_u64(s, 0x123456789abcULL);
	UK_TEST_EXPECT_ZERO(uk_9p_getattr(&s->client, 1, &attr));
	UK_TEST_EXPECT_SNUM_EQ(attr.qid.type, UK_9P_QID_DIR);
	UK_TEST_EXPECT_SNUM_EQ(attr.qid.version, 1);
	UK_TEST_EXPECT_SNUM_EQ(attr.qid.path, 2);
	UK_TEST_EXPECT_SNUM_EQ(attr.mode, 0100644);
	UK_TEST_EXPECT_SNUM_EQ(attr.nlink, 3);
	UK_TEST_EXPECT_SNUM_EQ(attr.size, 0x123456789abcULL);
	s->reply_len--;
	UK_TEST_EXPECT_SNUM_EQ(uk_9p_getattr(&s->client, 1, &attr), -EPROTO);
}
