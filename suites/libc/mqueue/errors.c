/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX mq_open, mq_send, mq_receive, mq_setattr, mq_unlink: each error that they name */
#define _XOPEN_SOURCE 700
#include "check.h"
#include <errno.h>
#include <fcntl.h>
#include <mqueue.h>
#include <string.h>

#define NAME "/ukmatrix-errors"
#define CHECK_ERRNO(call, error) (errno = 0, CHECK_INT((call), -1), CHECK_INT(errno, error))

int main(void)
{
	struct mq_attr attr = {.mq_maxmsg = 1, .mq_msgsize = 4}, bad = {.mq_maxmsg = 0, .mq_msgsize = 4};
	char buf[4], long_name[300];
	mqd_t both, reads, writes;

	memset(long_name, 'n', sizeof(long_name));
	long_name[0] = '/';
	long_name[sizeof(long_name) - 1] = 0;
	CHECK_ERRNO(mq_open(NAME, O_RDWR), ENOENT);
	CHECK_ERRNO(mq_open(long_name, O_RDWR | O_CREAT, 0600, NULL), ENAMETOOLONG);
	CHECK_ERRNO(mq_open(NAME, O_RDWR | O_CREAT, 0600, &bad), EINVAL);
	both = mq_open(NAME, O_RDWR | O_CREAT | O_NONBLOCK, 0600, &attr);
	REQUIRE(both != (mqd_t)-1);
	CHECK_ERRNO(mq_open(NAME, O_RDWR | O_CREAT | O_EXCL, 0600, &attr), EEXIST);
	reads = mq_open(NAME, O_RDONLY);
	writes = mq_open(NAME, O_WRONLY);
	REQUIRE(reads != (mqd_t)-1 && writes != (mqd_t)-1);
	CHECK_ERRNO(mq_send(reads, "x", 1, 0), EBADF);
	CHECK_ERRNO(mq_receive(writes, buf, sizeof(buf), NULL), EBADF);
	CHECK_ERRNO(mq_receive(both, buf, sizeof(buf), NULL), EAGAIN);
	CHECK_ERRNO(mq_receive(both, buf, sizeof(buf) - 1, NULL), EMSGSIZE);
	CHECK_ERRNO(mq_send(both, "large", 5, 0), EMSGSIZE);
	CHECK_ERRNO(mq_send(both, "x", 1, 32768), EINVAL);
	CHECK_INT(mq_send(both, "full", 4, 32767), 0);
	CHECK_ERRNO(mq_send(both, "x", 1, 0), EAGAIN);
	bad.mq_flags = 0;
	CHECK_INT(mq_setattr(both, &bad, &attr), 0); /* its other members are not read */
	CHECK_INT(attr.mq_flags, O_NONBLOCK);
	CHECK_INT(mq_getattr(both, &attr), 0);
	CHECK_INT(attr.mq_flags, 0);
	CHECK_INT(mq_close(both), 0);
	CHECK_ERRNO(mq_send(both, "x", 1, 0), EBADF);
	CHECK_ERRNO(mq_send(0, "x", 1, 0), EBADF); /* no queue */
	CHECK_INT(mq_unlink(NAME), 0);
	CHECK_ERRNO(mq_unlink(NAME), ENOENT);
	return check_status();
}
