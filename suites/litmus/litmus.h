/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Litmus tests: small programs for some CPUs with an outcome that the memory
 * model forbids (names as in Alglave, Maranget, Sarkar, Sewell: Litmus, 2011).
 * The boot CPU is one side, other CPUs the others.
 *
 * All sides meet before each round and then go through the same slots, one try
 * each. The pauses between slots differ and change from round to round, so that
 * one side overtakes the others and all are at one slot at one time. A round
 * proves something only if the host runs the CPUs at once; hence the rounds go
 * on until there were enough, or until the budget of time is used up.
 *
 * An emulator may be stronger than the architecture: QEMU's TCG on an x86 host
 * reorders a load before an earlier store and nothing else. What no machine here
 * can show, the suite barriers looks up in the code.
 */
#ifndef __LITMUS_H__
#define __LITMUS_H__

#include <uk/asm/lcpu.h>
#include <uk/essentials.h>
#include <uk/plat/lcpu.h>
#include <uk/plat/time.h>
#include <uk/test.h>

#define SIDES_MAX 4
#define SLOTS 32

/* Each on a cache line of its own */
struct spot {
	unsigned long value;
} __align(128);

/** The locations of a program, one of each kind for each slot */
extern struct spot x[SLOTS], y[SLOTS], z[SLOTS];
/** What each side read in each slot, first and second */
extern unsigned long saw[SIDES_MAX][2][SLOTS];

/** The `k`-th value that a round writes, 1 to 3; all earlier rounds wrote less */
#define VALUE(round, k) ((round) * 4 + (k))

#define READ(spot) UK_READ_ONCE((spot)[slot].value)
#define WRITE(spot, k) UK_WRITE_ONCE((spot)[slot].value, VALUE(round, k))
#define ACQUIRE(spot) __atomic_load_n(&(spot)[slot].value, __ATOMIC_ACQUIRE)
#define RELEASE(spot, k)                                                       \
	__atomic_store_n(&(spot)[slot].value, VALUE(round, k), __ATOMIC_RELEASE)

/** One side of a program; `round` counts from 1 */
#define SIDE(name) static void name(unsigned int slot, unsigned long round)
/** @return whether the slot shows the outcome, after all sides tried */
#define FORBIDDEN(name) static int name(unsigned int slot, unsigned long round)

struct shape {
	unsigned int sides;
	void (*side[SIDES_MAX])(unsigned int slot, unsigned long round);
	int (*forbidden)(unsigned int slot, unsigned long round);
};

/** Runs the program as a case, or skips it where there are too few CPUs. */
void litmus_check(struct uk_testcase *esac, const struct shape *shape);

/** A case of a program of two, three or four sides */
#define LITMUS(name, outcome, ...)                                             \
	UK_TESTCASE(litmus, name)                                              \
	{                                                                      \
		static const struct shape shape = {                            \
			.sides = LITMUS_COUNT(__VA_ARGS__),                    \
			.side = { __VA_ARGS__ },                               \
			.forbidden = outcome,                                  \
		};                                                             \
									       \
		litmus_check(esac, &shape);                                    \
	}
#define LITMUS_COUNT(...) LITMUS_FIFTH(__VA_ARGS__, 4, 3, 2, 1)
#define LITMUS_FIFTH(a, b, c, d, n, ...) n

#endif /* __LITMUS_H__ */
