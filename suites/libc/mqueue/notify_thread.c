/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX mq_notify SIGEV_THREAD: a thread is told of a message to the empty queue, once; nobody is where the request was taken back */
#define _XOPEN_SOURCE 700
#include "threading.h"
#include <fcntl.h>
#include <mqueue.h>
#include <semaphore.h>
#include <signal.h>

#define NAME "/ukmatrix-thread"

static sem_t told;
static int value;
static pthread_t by;

static void tell(union sigval with)
{
	value = with.sival_int;
	by = pthread_self();
	CHECK_INT(sem_post(&told), 0);
}

static void wait_for_thread(void)
{
	while (sem_wait(&told) != 0)
		CHECK_INT(errno, EINTR);
	CHECK(!pthread_equal(by, pthread_self()));
}

int main(void)
{
	struct sigevent event = {.sigev_notify = SIGEV_THREAD, .sigev_notify_function = tell, .sigev_value.sival_int = 42};
	struct mq_attr attr = {.mq_maxmsg = 4, .mq_msgsize = 1};
	mqd_t queue = mq_open(NAME, O_RDWR | O_CREAT, 0600, &attr);
	char byte;

	REQUIRE(queue != (mqd_t)-1 && sem_init(&told, 0, 0) == 0);
	CHECK_INT(mq_unlink(NAME), 0);
	REQUIRE(mq_notify(queue, &event) == 0);
	errno = 0;
	CHECK_INT(mq_notify(queue, &event), -1);
	CHECK_INT(errno, EBUSY);
	CHECK_INT(mq_send(queue, "1", 1, 0), 0);
	wait_for_thread();
	CHECK_INT(value, 42);
	CHECK_INT(mq_receive(queue, &byte, 1, NULL), 1);
	event.sigev_value.sival_int = 43;
	REQUIRE(mq_notify(queue, &event) == 0); /* one may ask again */
	CHECK_INT(mq_notify(queue, NULL), 0);
	CHECK_INT(mq_send(queue, "2", 1, 0), 0);
	CHECK_INT(mq_receive(queue, &byte, 1, NULL), 1);
	event.sigev_value.sival_int = 44;
	REQUIRE(mq_notify(queue, &event) == 0);
	CHECK_INT(mq_send(queue, "3", 1, 0), 0);
	wait_for_thread();
	CHECK_INT(value, 44);
	CHECK_INT(mq_close(queue), 0);
	return check_status();
}
