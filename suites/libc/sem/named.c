/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX sem_open, sem_close, sem_unlink: creation, exclusive creation, the same object by name, life after unlinking */
#define _XOPEN_SOURCE 700
#include "threading.h"
#include <fcntl.h>
#include <semaphore.h>
#include <stdio.h>
#include <unistd.h>

static char name[40];

static void errors(void)
{
	errno = 0;
	CHECK(sem_open("/ukmatrix-absent", 0) == SEM_FAILED);
	CHECK_INT(errno, ENOENT);
	errno = 0;
	CHECK_INT(sem_unlink("/ukmatrix-absent"), -1);
	CHECK_INT(errno, ENOENT);
}

static void after_unlink(sem_t *first, sem_t *second)
{
	sem_t *fresh;
	int value = -1;

	CHECK_INT(sem_unlink(name), 0);
	errno = 0;
	CHECK(sem_open(name, 0) == SEM_FAILED);
	CHECK_INT(errno, ENOENT);
	CHECK_INT(sem_post(first), 0); /* those who have it open keep it */
	CHECK_INT(sem_wait(second), 0);
	fresh = sem_open(name, O_CREAT | O_EXCL, 0600, 7);
	REQUIRE(fresh != SEM_FAILED);
	CHECK(fresh != first);
	CHECK_INT(sem_getvalue(fresh, &value), 0);
	CHECK_INT(value, 7);
	CHECK_INT(sem_close(fresh), 0);
	CHECK_INT(sem_unlink(name), 0);
}

int main(void)
{
	sem_t *first, *second;
	int value = -1;

	snprintf(name, sizeof(name), "/ukmatrix-%ld", (long)getpid());
	first = sem_open(name, O_CREAT | O_EXCL, 0600, 3);
	REQUIRE(first != SEM_FAILED);
	CHECK_INT(sem_getvalue(first, &value), 0);
	CHECK_INT(value, 3);
	errno = 0;
	CHECK(sem_open(name, O_CREAT | O_EXCL, 0600, 1) == SEM_FAILED);
	CHECK_INT(errno, EEXIST);
	second = sem_open(name, O_CREAT, 0600, 99); /* there already: the value is not used */
	REQUIRE(second != SEM_FAILED);
	CHECK_PTR(second, first); /* one address per process */
	CHECK_INT(sem_getvalue(second, &value), 0);
	CHECK_INT(value, 3);
	CHECK_INT(sem_wait(second), 0);
	CHECK_INT(sem_getvalue(first, &value), 0);
	CHECK_INT(value, 2);
	CHECK_INT(sem_wait(first), 0);
	CHECK_INT(sem_wait(first), 0);
	CHECK_INT(sem_trywait(first), -1);
	after_unlink(first, second);
	CHECK_INT(sem_close(second), 0);
	CHECK_INT(sem_post(first), 0); /* opened twice: still open */
	CHECK_INT(sem_close(first), 0);
	errors();
	return check_status();
}
