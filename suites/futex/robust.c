/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Suite futex: locks whose owner the kernel knows, and those of threads that end.
 * Linux futex(2) "Priority-inheritance futexes", set_robust_list(2).
 */
#include "futex.h"
#include <sys/mman.h>
#include <uk/test.h>

#define PAGE 4096
#define TID ((uint32_t)syscall(SYS_gettid))

static volatile uint32_t word;

UK_TESTCASE(futex, free_lock_gets_the_number_of_its_owner)
{
	word = 0;
	UK_TEST_EXPECT_ZERO(futex(&word, FUTEX_LOCK_PI, 0, NULL, NULL, 0));
	UK_TEST_EXPECT_SNUM_EQ(word, TID);
	UK_TEST_EXPECT_SNUM_EQ(futex(&word, FUTEX_LOCK_PI, 0, NULL, NULL, 0),
			       -EDEADLK);
	UK_TEST_EXPECT_ZERO(futex(&word, FUTEX_UNLOCK_PI, 0, NULL, NULL, 0));
	UK_TEST_EXPECT_ZERO(word);
	UK_TEST_EXPECT_SNUM_EQ(futex(&word, FUTEX_UNLOCK_PI, 0, NULL, NULL, 0),
			       -EPERM);
}

static void *try(void *arg)
{
	long *rc = arg;

	rc[0] = futex(&word, FUTEX_TRYLOCK_PI, 0, NULL, NULL, 0);
	rc[1] = futex(&word, FUTEX_UNLOCK_PI, 0, NULL, NULL, 0);
	return NULL;
}

UK_TESTCASE(futex, lock_of_another_is_neither_taken_nor_given_back)
{
	pthread_t t;
	long rc[2];

	word = TID;
	UK_TEST_ASSERT(pthread_create(&t, NULL, try, rc) == 0);
	pthread_join(t, NULL);
	UK_TEST_EXPECT_SNUM_EQ(rc[0], -EAGAIN);
	UK_TEST_EXPECT_SNUM_EQ(rc[1], -EPERM);
	UK_TEST_EXPECT_SNUM_EQ(word, TID);
}

UK_TESTCASE(futex, lock_of_nobody_is_esrch)
{
	word = 0x3ffffff0;
	UK_TEST_EXPECT_SNUM_EQ(futex(&word, FUTEX_LOCK_PI, 0, NULL, NULL, 0),
			       -ESRCH);
}

static void *lock(void *arg)
{
	*(long *)arg = futex(&word, FUTEX_LOCK_PI, 0, NULL, NULL, 0);
	return (void *)(uintptr_t)word;
}

UK_TESTCASE(futex, lock_is_handed_over)
{
	void *seen;
	pthread_t t;
	long rc = -1;

	word = TID;
	UK_TEST_ASSERT(pthread_create(&t, NULL, lock, &rc) == 0);
	for (int i = 0; i < 3; i++)
		sched_yield();
	UK_TEST_EXPECT_SNUM_EQ(word, TID | WAITERS);
	UK_TEST_EXPECT_ZERO(futex(&word, FUTEX_UNLOCK_PI, 0, NULL, NULL, 0));
	UK_TEST_EXPECT((word & ~WAITERS) != TID && word != 0);
	pthread_join(t, &seen);
	UK_TEST_EXPECT_ZERO(rc);
	UK_TEST_EXPECT(!((uintptr_t)seen & WAITERS));
}

static volatile uint32_t *make_page(void)
{
	return mmap(NULL, PAGE, PROT_READ | PROT_WRITE,
		    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
}

UK_TESTCASE(futex, lock_that_may_not_be_written_is_a_fault)
{
	volatile uint32_t *lock = make_page();

	UK_TEST_ASSERT(lock != MAP_FAILED);
	*lock = TID;
	UK_TEST_ASSERT(mprotect((void *)lock, PAGE, PROT_READ) == 0);
	UK_TEST_EXPECT_SNUM_EQ(futex(lock, FUTEX_UNLOCK_PI, 0, NULL, NULL, 0),
			       -EFAULT);
	UK_TEST_EXPECT_SNUM_EQ(futex(lock, FUTEX_LOCK_PI, 0, NULL, NULL, 0),
			       -EFAULT);
	UK_TEST_EXPECT_SNUM_EQ(*lock, TID);
	munmap((void *)lock, PAGE);
}

static long rc_of_lock;

static void *lock_for_a_moment(void *lock)
{
	struct timespec until;

	clock_gettime(CLOCK_REALTIME, &until);
	until.tv_sec += until.tv_nsec >= 990000000;
	until.tv_nsec = (until.tv_nsec + 10000000) % 1000000000;
	rc_of_lock = futex(lock, FUTEX_LOCK_PI, 0, &until, NULL, 0);
	return NULL;
}

/* Who gives up takes its mark back, if it can */
UK_TESTCASE(futex, lock_that_is_protected_meanwhile_is_given_up)
{
	volatile uint32_t *lock = make_page();
	pthread_t t;

	UK_TEST_ASSERT(lock != MAP_FAILED);
	*lock = TID;
	UK_TEST_ASSERT(pthread_create(&t, NULL, lock_for_a_moment,
				      (void *)lock) == 0);
	for (int i = 0; i < 3; i++)
		sched_yield();
	UK_TEST_ASSERT(mprotect((void *)lock, PAGE, PROT_READ) == 0);
	pthread_join(t, NULL);
	UK_TEST_EXPECT_SNUM_EQ(rc_of_lock, -ETIMEDOUT);
	munmap((void *)lock, PAGE);
}

/* The list of a thread as the kernel sees it */
static struct entry {
	struct entry *next;
	volatile uint32_t word;
} entries[2];

static struct {
	struct entry *first;
	long offset;
	struct entry *pending;
} head;

static void *end_with_list(void *arg)
{
	head.first = &entries[0];
	head.offset = offsetof(struct entry, word);
	head.pending = NULL;
	entries[0].next = &entries[1];
	entries[0].word = TID | WAITERS;
	entries[1].next = (struct entry *)&head;
	entries[1].word = TID + 1;
	syscall(SYS_set_robust_list, &head, sizeof(head));
	for (int i = 0; i < 5; i++)
		sched_yield();
	return arg;
}

static void *wait_for_entry(void *arg)
{
	while (!entries[0].word)
		sched_yield();
	*(long *)arg = futex(&entries[0].word, FUTEX_WAIT, entries[0].word,
			     NULL, NULL, 0);
	return NULL;
}

UK_TESTCASE(futex, end_of_a_thread_marks_its_robust_list_and_wakes)
{
	long rc = -1;
	pthread_t t, u;

	entries[0].word = 0;
	UK_TEST_ASSERT(pthread_create(&u, NULL, wait_for_entry, &rc) == 0);
	UK_TEST_ASSERT(pthread_create(&t, NULL, end_with_list, NULL) == 0);
	pthread_join(t, NULL);
	UK_TEST_EXPECT_SNUM_EQ(entries[0].word, WAITERS | OWNER_DIED);
	UK_TEST_EXPECT(entries[1].word && !(entries[1].word & OWNER_DIED));
	pthread_join(u, NULL);
	UK_TEST_EXPECT_ZERO(rc);
}

UK_TESTCASE(futex, robust_list_can_be_read_back)
{
	void *list = NULL;
	size_t size = 0;

	UK_TEST_EXPECT_SNUM_EQ(syscall(SYS_set_robust_list, &head, 1), -1);
	UK_TEST_EXPECT_SNUM_EQ(errno, EINVAL);
	UK_TEST_EXPECT_ZERO(syscall(SYS_get_robust_list, 0, &list, &size));
	UK_TEST_EXPECT_SNUM_EQ((long)size, 24);
	UK_TEST_EXPECT_SNUM_EQ(syscall(SYS_get_robust_list, 99999, &list,
				       &size),
			       -1);
	UK_TEST_EXPECT_SNUM_EQ(errno, ESRCH);
}
