/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A small ring between all CPUs: half send, half receive, all at once. Each item
 * arrives once, with what its sender wrote, and the items of a sender arrive at
 * a receiver in their order.
 */
#include <string.h>
#include <uk/asm/lcpu.h>
#include <uk/essentials.h>
#include <uk/plat/time.h>
#include <uk/ring.h>
#include <uk/test.h>
#include <uk/test_cpus.h>

#define CPUS_MAX CONFIG_UKPLAT_LCPU_MAXCOUNT
#define COUNT 4
#define ITEMS 400 /* of each sender, at most */
/* A host with fewer CPUs than the guest hands the ring over a few times only */
#define BUDGET ukarch_time_msec_to_nsec(10)
#define PATIENCE ukarch_time_sec_to_nsec(4)
#define MARK 0x5a5a0000UL

struct item {
	unsigned long mark; /* MARK + number, written before it is sent */
	unsigned int sender, number, arrived;
};

static struct item items[CPUS_MAX][ITEMS];
static struct uk_ring *ring;
static unsigned int sent[CPUS_MAX];
static unsigned int senders, arrived_cpus, done;
static unsigned int received, unmarked, disordered;

/* @return whether there was room in time */
static int send(struct item *item, __nsec start)
{
	while (uk_ring_enqueue(ring, item)) {
		if (ukplat_monotonic_clock() - start > BUDGET)
			return 0;
		ukarch_cpu_relax();
	}
	return 1;
}

static void send_all(unsigned int sender)
{
	__nsec start = ukplat_monotonic_clock();
	unsigned int n;

	for (n = 0; n < ITEMS; n++) {
		struct item *item = &items[sender][n];

		item->sender = sender;
		item->number = n;
		item->mark = MARK + n;
		if (!send(item, start))
			break;
	}
	sent[sender] = n;
	__atomic_add_fetch(&done, 1, __ATOMIC_RELEASE);
}

static void take(struct item *item, unsigned int next[CPUS_MAX])
{
	if (item->mark != MARK + item->number)
		__atomic_add_fetch(&unmarked, 1, __ATOMIC_RELAXED);
	if (item->number < next[item->sender])
		__atomic_add_fetch(&disordered, 1, __ATOMIC_RELAXED);
	next[item->sender] = item->number + 1;
	__atomic_add_fetch(&item->arrived, 1, __ATOMIC_RELAXED);
	__atomic_add_fetch(&received, 1, __ATOMIC_RELEASE);
}

static void receive_all(void)
{
	unsigned int next[CPUS_MAX] = { 0 };
	struct uk_test_patience patience;
	struct item *item;
	int all_sent;

	uk_test_patience_begin(&patience, PATIENCE);
	do {
		all_sent = __atomic_load_n(&done, __ATOMIC_ACQUIRE) == senders;
		item = uk_ring_dequeue_mc(ring);
		if (item)
			take(item, next);
	} while ((item || !all_sent) && uk_test_may_wait(&patience));
}

/* The first to come send, the others receive */
static void take_part(struct __regs *regs __unused, void *arg __unused)
{
	unsigned int turn =
		__atomic_fetch_add(&arrived_cpus, 1, __ATOMIC_ACQ_REL);

	if (turn < senders)
		send_all(turn);
	else
		receive_all();
}

static unsigned int not_once(void)
{
	unsigned int s, n, count = 0;

	for (s = 0; s < senders; s++)
		for (n = 0; n < ITEMS; n++)
			count += items[s][n].arrived != (n < sent[s]);
	return count;
}

UK_TESTCASE(ring, contention_loses_and_doubles_nothing)
{
	unsigned int cpus = uk_test_cpus();

	if (cpus < 2)
		UK_TEST_SKIP("needs 2 CPUs");
	ring = uk_ring_alloc(uk_alloc_get_default(), COUNT);
	UK_TEST_ASSERT(ring != NULL);
	memset(items, 0, sizeof(items));
	senders = cpus / 2;
	arrived_cpus = done = received = unmarked = disordered = 0;
	UK_TEST_EXPECT_ZERO(uk_test_on_all_cpus(take_part, NULL));
	UK_TEST_EXPECT_SNUM_EQ(done, senders);
	UK_TEST_EXPECT_SNUM_GE(received, COUNT);
	UK_TEST_EXPECT_ZERO(not_once());
	UK_TEST_EXPECT_ZERO(unmarked);
	UK_TEST_EXPECT_ZERO(disordered);
	UK_TEST_EXPECT(uk_ring_empty(ring));
	uk_ring_free(ring, uk_alloc_get_default());
}
