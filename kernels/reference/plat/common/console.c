/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Console, the part all drivers share: one call's bytes stay together, lines
 * end CR LF, and whoever crashes takes the console over without waiting.
 */
#include <uk/asm/lcpu.h>
#include <uk/plat/common/lcpu.h>
#include <uk/plat/console.h>
#include <uk/spinlock.h>

/* How often to ask for the lock before a crash report goes on without it: its
 * holder may be this very CPU, or one that does not run.
 */
#define SEIZE_POLLS 100000

/* Value of `owner` while no CPU has seized the console. */
#define NO_OWNER ((__lcpuid)-1)

/* Bytes that leave together; a test's report is a few hundred. */
#define PIECE_BYTES 4096

/* Converted output on its way out. */
struct piece {
	unsigned int used;
	char text[PIECE_BYTES];
};

static struct uk_spinlock lock = UK_SPINLOCK_INITIALIZER();
static __lcpuid owner = NO_OWNER;
static __bool mid_line;
static ukplat_console_observer_t observer;
static ukplat_console_device_t device;
/* A crash must not continue what it has interrupted. */
static struct piece usual_piece;
static struct piece last_piece;

static void send(struct piece *piece)
{
	if (!piece->used)
		return;
	if (observer)
		observer(piece->text, piece->used);
	if (piece != &usual_piece || !device)
		ukplat_console_out(piece->text, piece->used);
	else if (!device(piece->text, piece->used)) {
		device = NULL;
		ukplat_console_out(piece->text, piece->used);
	}
	piece->used = 0;
}

/* Adds `buf` with each newline as CR LF. */
static void add_converted(struct piece *piece, const char *buf,
			  unsigned int len)
{
	unsigned int i;

	for (i = 0; i < len; i++) {
		if (piece->used > PIECE_BYTES - 2)
			send(piece);
		if (buf[i] == '\n')
			piece->text[piece->used++] = '\r';
		piece->text[piece->used++] = buf[i];
	}
	mid_line = buf[len - 1] != '\n';
}

static __lcpuid console_owner(void)
{
	return __atomic_load_n(&owner, __ATOMIC_ACQUIRE);
}

static __noreturn void stop_here(void)
{
	for (;;)
		ukarch_halt();
}

/* The owner passes, and keeps the lock if it gets it; all others end here. */
static void console_lock(void)
{
	__lcpuid now;
	__bool locked;

	for (;;) {
		locked = uk_spin_trylock(&lock);
		now = console_owner();
		if (now == NO_OWNER && locked)
			return;
		if (now != NO_OWNER && now == lcpu_arch_id())
			return;
		if (now != NO_OWNER) {
			if (locked)
				uk_spin_unlock(&lock);
			stop_here();
		}
		lcpu_arch_handle_tlb();
		ukarch_cpu_relax();
	}
}

static void console_unlock(void)
{
	__lcpuid now = console_owner();

	if (now == NO_OWNER || now != lcpu_arch_id())
		uk_spin_unlock(&lock);
}

/* Whoever is printing may end its line: other CPUs still run here. */
void ukplat_console_seize(void)
{
	__lcpuid nobody = NO_OWNER;
	unsigned int polls = 0;

	if (!__atomic_compare_exchange_n(&owner, &nobody, lcpu_arch_id(), 0,
					 __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE))
		return;
	while (!uk_spin_trylock(&lock) && polls++ < SEIZE_POLLS)
		ukarch_cpu_relax();
	if (polls <= SEIZE_POLLS && usual_piece.used)
		ukplat_console_out(usual_piece.text, usual_piece.used);
	if (mid_line || polls > SEIZE_POLLS)
		add_converted(&last_piece, "\n", 1);
	send(&last_piece);
}

/* How a call's bytes leave */
#define OWN_LINE 1U
#define LATER 2U

static void out_locked(const char *buf, unsigned int len, unsigned int how)
{
	unsigned long flags = ukarch_irq_save();
	struct piece *piece = &usual_piece;

	console_lock();
	if (console_owner() != NO_OWNER)
		piece = &last_piece;
	if ((how & OWN_LINE) && mid_line)
		add_converted(piece, "\n", 1);
	add_converted(piece, buf, len);
	if (!(how & LATER) || piece == &last_piece)
		send(piece);
	console_unlock();
	ukarch_irq_restore(flags);
}

/* What was printed before leaves as it would have. Returns for end_change() */
static unsigned long begin_change(void)
{
	unsigned long flags = ukarch_irq_save();

	console_lock();
	send(&usual_piece);
	return flags;
}

static void end_change(unsigned long flags)
{
	console_unlock();
	ukarch_irq_restore(flags);
}

void ukplat_console_observe(ukplat_console_observer_t fn)
{
	unsigned long flags = begin_change();

	observer = fn;
	end_change(flags);
}

ukplat_console_device_t ukplat_console_use(ukplat_console_device_t out)
{
	unsigned long flags = begin_change();
	ukplat_console_device_t before = device;

	ukplat_console_drain();
	device = out;
	end_change(flags);
	return before;
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

int ukplat_coutk_later(const char *buf, unsigned int len)
{
	if (len)
		out_locked(buf, len, LATER);
	return (int)len;
}

int ukplat_coutk_line(const char *buf, unsigned int len)
{
	if (len)
		out_locked(buf, len, OWN_LINE);
	return (int)len;
}
