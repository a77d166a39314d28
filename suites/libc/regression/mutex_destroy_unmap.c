/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX pthread_mutex_destroy, rationale "Destroying Mutexes": right after unlocking, by the next owner, with the memory unmapped */
#define _XOPEN_SOURCE 700
#define _DEFAULT_SOURCE
#include "threading.h"
#include <sys/mman.h>
#include <unistd.h>

#define ROUNDS 25

struct object {
	pthread_mutex_t mutex;
	int references;
};

static size_t page;

/* The last one to let go takes the object down, as reference counted objects do. */
static void let_go(struct object *o)
{
	int left;

	pthread_mutex_lock(&o->mutex);
	left = --o->references;
	pthread_mutex_unlock(&o->mutex);
	if (left == 0) {
		CHECK_INT(pthread_mutex_destroy(&o->mutex), 0);
		CHECK_INT(munmap(o, page), 0);
	}
}

static void *holds(void *arg)
{
	let_go(arg);
	return NULL;
}

int main(void)
{
	page = (size_t)sysconf(_SC_PAGESIZE);
	for (int i = 0; i < ROUNDS; i++) {
		struct object *o = mmap(NULL, page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
		pthread_t a, b;

		REQUIRE(o != MAP_FAILED);
		REQUIRE(pthread_mutex_init(&o->mutex, NULL) == 0);
		o->references = 3;
		a = start_thread(holds, o);
		b = start_thread(holds, o);
		let_go(o);
		join_thread(a);
		join_thread(b);
	}
	return check_status();
}
