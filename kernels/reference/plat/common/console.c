/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Console, the part all drivers share: one call's bytes stay together, lines
 * end CR LF, and whoever crashes takes the console over without waiting.
 */
#include <uk/asm/lcpu.h>
#include <uk/plat/common/lcpu.h>
#include <uk/plat/console.h>
#include <uk/spinlock.h>

/* Polls of a lock whose holder may be the CPU that crashed. */
#define SEIZED_LOCK_POLLS 100000

/* Value of `owner` while no CPU has seized the console. */
#define NO_OWNER ((__lcpuid)-1)

static struct uk_spinlock lock = UK_SPINLOCK_INITIALIZER();
static __lcpuid owner = NO_OWNER;
static __bool mid_line;

void ukplat_console_seize(void)
{
	__lcpuid nobody = NO_OWNER;

	__atomic_compare_exchange_n(&owner, &nobody, lcpu_arch_id(), 0,
				    __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE);
}

/* Returns whether the lock is held; it is not if the console was seized by this
 * CPU and the holder, perhaps stopped inside of the driver, keeps it.
 */
static __bool console_lock(void)
{
	unsigned int polls;

	if (__atomic_load_n(&owner, __ATOMIC_ACQUIRE) == NO_OWNER) {
		uk_spin_lock(&lock);
		if (__atomic_load_n(&owner, __ATOMIC_ACQUIRE) == NO_OWNER)
			return 1;
		uk_spin_unlock(&lock);
	}
	while (__atomic_load_n(&owner, __ATOMIC_ACQUIRE) != lcpu_arch_id())
		ukarch_halt();
	for (polls = 0; polls < SEIZED_LOCK_POLLS; polls++) {
		if (uk_spin_trylock(&lock))
			return 1;
		ukarch_cpu_relax();
	}
	return 0;
}

/* Sends what ends at a newline, then the newline as CR LF. */
static void out_converted(const char *buf, unsigned int len)
{
	unsigned int start = 0;
	unsigned int i;

	for (i = 0; i < len; i++) {
		if (buf[i] != '\n')
			continue;
		if (i > start)
			ukplat_console_out(buf + start, i - start);
		ukplat_console_out("\r\n", 2);
		start = i + 1;
	}
	if (start < len)
		ukplat_console_out(buf + start, len - start);
	mid_line = buf[len - 1] != '\n';
}

static void out_locked(const char *buf, unsigned int len, __bool own_line)
{
	unsigned long flags = ukarch_irq_save();
	__bool locked = console_lock();

	if (own_line && mid_line)
		out_converted("\n", 1);
	out_converted(buf, len);
	if (locked)
		uk_spin_unlock(&lock);
	ukarch_irq_restore(flags);
}

int ukplat_coutk(const char *buf, unsigned int len)
{
	if (len)
		out_locked(buf, len, 0);
	return (int)len;
}

int ukplat_coutd(const char *buf, unsigned int len)
{
	return ukplat_coutk(buf, len);
}

int ukplat_coutk_line(const char *buf, unsigned int len)
{
	if (len)
		out_locked(buf, len, 1);
	return (int)len;
}
