/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX mq_send, mq_timedsend, mq_timedreceive: both ends wait, never less than the time, and a handler without SA_RESTART ends the wait */
#define _XOPEN_SOURCE 700
#include "threading.h"
#include <fcntl.h>
#include <mqueue.h>
#include <signal.h>

#define NAME "/ukmatrix-waits"
#define MESSAGES 100

static mqd_t queue;
static pthread_t main_thread;
static volatile int is_done;

static void *sends(void *arg)
{
	(void)arg;
	for (char i = 0; i < MESSAGES; i++)
		CHECK_INT(mq_send(queue, &i, 1, 0), 0);
	return NULL;
}

static void on_signal(int signo)
{
	(void)signo;
}

static void *signals(void *arg)
{
	(void)arg;
	while (!is_done) { /* the first may come before the wait */
		sleep_ms(2);
		pthread_kill(main_thread, SIGUSR1);
	}
	return NULL;
}

int main(void)
{
	struct timespec soon, bad = {0, -1};
	struct mq_attr attr = {.mq_maxmsg = 2, .mq_msgsize = 1};
	struct sigaction action = {.sa_handler = on_signal};
	pthread_t thread;
	char byte;

	queue = mq_open(NAME, O_RDWR | O_CREAT, 0600, &attr);
	REQUIRE(queue != (mqd_t)-1);
	CHECK_INT(mq_unlink(NAME), 0);
	thread = start_thread(sends, NULL);
	for (int i = 0; i < MESSAGES; i++) {
		REQUIRE(mq_receive(queue, &byte, 1, NULL) == 1);
		CHECK_INT(byte, i);
	}
	join_thread(thread);
	soon = after_ms(CLOCK_REALTIME, 20);
	errno = 0;
	CHECK_INT(mq_timedreceive(queue, &byte, 1, NULL, &soon), -1);
	CHECK_INT(errno, ETIMEDOUT);
	CHECK(is_past(CLOCK_REALTIME, soon));
	CHECK_INT(mq_timedsend(queue, "", 1, 0, &soon), 0); /* there is room */
	CHECK_INT(mq_send(queue, "", 1, 0), 0);
	errno = 0;
	CHECK_INT(mq_timedsend(queue, "", 1, 0, &soon), -1);
	CHECK_INT(errno, ETIMEDOUT);
	errno = 0;
	CHECK_INT(mq_timedsend(queue, "", 1, 0, &bad), -1);
	CHECK_INT(errno, EINVAL);
	main_thread = pthread_self();
	CHECK_INT(sigaction(SIGUSR1, &action, NULL), 0);
	thread = start_thread(signals, NULL);
	errno = 0;
	CHECK_INT(mq_send(queue, "", 1, 0), -1);
	CHECK_INT(errno, EINTR);
	is_done = 1;
	join_thread(thread);
	return check_status();
}
