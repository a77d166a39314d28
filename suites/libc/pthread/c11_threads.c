/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.26 <threads.h>: thrd, mtx, cnd, tss and call_once */
#include "check.h"
#include <stdint.h>
#include <threads.h>
#include <time.h>

static once_flag flag = ONCE_FLAG_INIT;
static mtx_t mutex;
static cnd_t changed;
static tss_t slot;
static int calls, sum, destroyed;
static thread_local int own = 5;

static void once(void)
{
	calls++;
}

static void destroy(void *value)
{
	destroyed += (int)(intptr_t)value;
}

static int adds(void *arg)
{
	call_once(&flag, once);
	own += (int)(intptr_t)arg;
	CHECK_INT(tss_set(slot, arg), thrd_success);
	CHECK_INT(mtx_lock(&mutex), thrd_success);
	sum += own;
	CHECK_INT(cnd_broadcast(&changed), thrd_success);
	CHECK_INT(mtx_unlock(&mutex), thrd_success);
	if ((intptr_t)arg == 3)
		thrd_exit(33);
	return (int)(intptr_t)arg;
}

static void locks(void)
{
	struct timespec past = {1, 0};
	mtx_t m;

	CHECK_INT(mtx_init(&m, mtx_plain | mtx_recursive), thrd_success);
	CHECK_INT(mtx_lock(&m), thrd_success);
	CHECK_INT(mtx_trylock(&m), thrd_success);
	CHECK_INT(mtx_unlock(&m), thrd_success);
	CHECK_INT(mtx_unlock(&m), thrd_success);
	mtx_destroy(&m);
	CHECK_INT(mtx_init(&m, mtx_timed), thrd_success);
	CHECK_INT(mtx_lock(&m), thrd_success);
	CHECK_INT(mtx_trylock(&m), thrd_busy);
	CHECK_INT(mtx_timedlock(&m, &past), thrd_timedout);
	CHECK_INT(cnd_timedwait(&changed, &m, &past), thrd_timedout);
	CHECK_INT(mtx_unlock(&m), thrd_success);
	mtx_destroy(&m);
}

int main(void)
{
	thrd_t threads[4];
	int result;

	REQUIRE(mtx_init(&mutex, mtx_plain) == thrd_success && cnd_init(&changed) == thrd_success);
	REQUIRE(tss_create(&slot, destroy) == thrd_success);
	for (intptr_t i = 0; i < 4; i++)
		REQUIRE(thrd_create(&threads[i], adds, (void *)i) == thrd_success);
	mtx_lock(&mutex);
	while (sum < 4 * 5 + 6)
		CHECK_INT(cnd_wait(&changed, &mutex), thrd_success);
	mtx_unlock(&mutex);
	for (int i = 0; i < 4; i++) {
		CHECK(!thrd_equal(threads[i], thrd_current()));
		CHECK_INT(thrd_join(threads[i], &result), thrd_success);
		CHECK_INT(result, i == 3 ? 33 : i);
	}
	CHECK_INT(calls, 1);
	CHECK_INT(own, 5);
	CHECK_INT(destroyed, 6);
	CHECK_INT(thrd_sleep(&(struct timespec){0, 1000000}, NULL), 0);
	thrd_yield();
	locks();
	return check_status();
}
