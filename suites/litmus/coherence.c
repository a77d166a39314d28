/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * One location: all CPUs agree on one order of its writes, without barriers.
 */
#include "litmus.h"

SIDE(write_once)
{
	WRITE(x, 2);
}

SIDE(write_twice)
{
	WRITE(x, 1);
	WRITE(x, 2);
}

SIDE(read_twice)
{
	saw[1][0][slot] = READ(x);
	saw[1][1][slot] = READ(x);
}

/* CoRR: two reads do not go backwards */
FORBIDDEN(corr_forbidden)
{
	(void)round;
	return saw[1][1][slot] < saw[1][0][slot];
}

LITMUS(coherence_of_reads, corr_forbidden, write_once, read_twice)

/* CoWW: two writes of one CPU stay in order, for another and in the end */
FORBIDDEN(coww_forbidden)
{
	return x[slot].value != VALUE(round, 2) ||
	       corr_forbidden(slot, round);
}

LITMUS(coherence_of_writes, coww_forbidden, write_twice, read_twice)

/* CoWR: a read after an own write sees that or a later one, not an older */
SIDE(write_and_read)
{
	WRITE(x, 1);
	saw[0][0][slot] = READ(x);
}

SIDE(write_other)
{
	WRITE(x, 2);
}

FORBIDDEN(cowr_forbidden)
{
	return saw[0][0][slot] < VALUE(round, 1);
}

LITMUS(coherence_of_own_write, cowr_forbidden, write_and_read, write_other)

/* CoRW: a read before an own write does not see it */
SIDE(read_and_write)
{
	saw[0][0][slot] = READ(x);
	WRITE(x, 1);
}

FORBIDDEN(corw_forbidden)
{
	return saw[0][0][slot] == VALUE(round, 1);
}

LITMUS(coherence_of_own_read, corw_forbidden, read_and_write, write_other)

/* The clock is one for all CPUs: what is read later shows no earlier time */
SIDE(clock_before)
{
	saw[0][0][slot] = ukplat_monotonic_clock();
	RELEASE(x, 1);
}

SIDE(clock_after)
{
	while (ACQUIRE(x) != VALUE(round, 1))
		barrier();
	saw[1][0][slot] = ukplat_monotonic_clock();
}

FORBIDDEN(clock_forbidden)
{
	(void)round;
	return saw[1][0][slot] < saw[0][0][slot];
}

LITMUS(clock_is_one_for_all, clock_forbidden, clock_before, clock_after)
