/* SPDX-License-Identifier: BSD-3-Clause */
/* The big kernel lock. Interface: <uk/bkl.h>. */
#include <uk/assert.h>
#include <uk/bkl.h>
#include <uk/spinlock.h>
#include <uk/thread.h>

static struct uk_spinlock lock = UK_SPINLOCK_INITIALIZER();

void uk_bkl_lock(void)
{
	struct uk_thread *t = uk_thread_current();

	UK_ASSERT(t && !t->has_bkl);
	uk_spin_lock(&lock);
	t->has_bkl = true;
}

void uk_bkl_unlock(void)
{
	struct uk_thread *t = uk_thread_current();

	UK_ASSERT(t && t->has_bkl);
	t->has_bkl = false;
	uk_spin_unlock(&lock);
}

bool uk_bkl_held(void)
{
	struct uk_thread *t = uk_thread_current();

	return t && t->has_bkl;
}
