/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX mq_notify: one signal with its value for a message to the empty queue, once, one process at a time */
#define _XOPEN_SOURCE 700
#include "check.h"
#include <errno.h>
#include <fcntl.h>
#include <mqueue.h>
#include <signal.h>
#include <time.h>

#define NAME "/ukmatrix-notify"

int main(void)
{
	struct sigevent event = {.sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGUSR1, .sigev_value.sival_int = 42};
	struct mq_attr attr = {.mq_maxmsg = 4, .mq_msgsize = 1};
	mqd_t queue = mq_open(NAME, O_RDWR | O_CREAT, 0600, &attr);
	const struct timespec none = {0, 0};
	sigset_t set;
	siginfo_t info;
	char byte;

	REQUIRE(queue != (mqd_t)-1);
	CHECK_INT(mq_unlink(NAME), 0);
	sigemptyset(&set);
	sigaddset(&set, SIGUSR1);
	CHECK_INT(sigprocmask(SIG_BLOCK, &set, NULL), 0);
	CHECK_INT(mq_notify(queue, &event), 0);
	errno = 0;
	CHECK_INT(mq_notify(queue, &event), -1);
	CHECK_INT(errno, EBUSY);
	CHECK_INT(sigtimedwait(&set, &info, &none), -1);
	CHECK_INT(mq_send(queue, "1", 1, 0), 0);
	CHECK_INT(sigtimedwait(&set, &info, &none), SIGUSR1);
	CHECK_INT(info.si_code, SI_MESGQ);
	CHECK_INT(info.si_value.sival_int, 42);
	CHECK_INT(mq_receive(queue, &byte, 1, NULL), 1);
	CHECK_INT(mq_send(queue, "2", 1, 0), 0);
	CHECK_INT(sigtimedwait(&set, &info, &none), -1); /* it was told once */
	CHECK_INT(mq_notify(queue, &event), 0);
	CHECK_INT(mq_send(queue, "3", 1, 0), 0);
	CHECK_INT(sigtimedwait(&set, &info, &none), -1); /* the queue was not empty */
	CHECK_INT(mq_notify(queue, NULL), 0);
	event.sigev_notify = SIGEV_NONE;
	CHECK_INT(mq_notify(queue, &event), 0);
	CHECK_INT(mq_close(queue), 0);
	errno = 0;
	CHECK_INT(mq_notify(queue, &event), -1);
	CHECK_INT(errno, EBADF);
	return check_status();
}
