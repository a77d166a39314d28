/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX mq_send, mq_receive, mq_getattr: the most urgent first, equals in order, lengths and counts, a name that outlives its descriptor */
#define _XOPEN_SOURCE 700
#include "check.h"
#include <fcntl.h>
#include <mqueue.h>

#define NAME "/ukmatrix-order"

int main(void)
{
	struct mq_attr attr = {.mq_maxmsg = 4, .mq_msgsize = 8};
	mqd_t queue = mq_open(NAME, O_RDWR | O_CREAT | O_EXCL, 0600, &attr);
	char buf[8] = "";
	unsigned priority;

	REQUIRE(queue != (mqd_t)-1);
	CHECK_INT(mq_send(queue, "a1", 2, 1), 0);
	CHECK_INT(mq_send(queue, "b", 1, 9), 0);
	CHECK_INT(mq_send(queue, "a23", 3, 1), 0);
	CHECK_INT(mq_send(queue, "", 0, 0), 0);
	CHECK_INT(mq_getattr(queue, &attr), 0);
	CHECK_INT(attr.mq_curmsgs, 4);
	CHECK_INT(attr.mq_maxmsg, 4);
	CHECK_INT(attr.mq_msgsize, 8);
	CHECK_INT(attr.mq_flags, 0);
	CHECK_INT(mq_close(queue), 0);
	queue = mq_open(NAME, O_RDONLY);
	REQUIRE(queue != (mqd_t)-1);
	CHECK_INT(mq_unlink(NAME), 0); /* its messages stay as long as it is open */
	CHECK_INT(mq_receive(queue, buf, sizeof(buf), &priority), 1);
	CHECK(buf[0] == 'b' && priority == 9);
	CHECK_INT(mq_receive(queue, buf, sizeof(buf), &priority), 2);
	CHECK(buf[1] == '1' && priority == 1);
	CHECK_INT(mq_receive(queue, buf, sizeof(buf), NULL), 3);
	CHECK(buf[2] == '3');
	CHECK_INT(mq_receive(queue, buf, sizeof(buf), &priority), 0);
	CHECK_INT(priority, 0);
	CHECK_INT(mq_close(queue), 0);
	return check_status();
}
