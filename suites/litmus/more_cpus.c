/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Three and four CPUs: order carried on by a CPU between, and one order of
 * independent writes for all.
 */
#include "litmus.h"

SIDE(write_x)
{
	WRITE(x, 1);
}

SIDE(write_y)
{
	WRITE(y, 1);
}

/* WRC: who sees the flag of who saw the write sees the write */
SIDE(wrc_pass_on)
{
	saw[1][0][slot] = ACQUIRE(x);
	RELEASE(y, 1);
}

SIDE(wrc_look)
{
	saw[2][0][slot] = ACQUIRE(y);
	saw[2][1][slot] = READ(x);
}

FORBIDDEN(wrc_forbidden)
{
	return saw[1][0][slot] == VALUE(round, 1) &&
	       saw[2][0][slot] == VALUE(round, 1) &&
	       saw[2][1][slot] != VALUE(round, 1);
}

LITMUS(write_to_read_causality, wrc_forbidden, write_x, wrc_pass_on, wrc_look)

/* ISA2: the same by two flags */
SIDE(isa2_send)
{
	WRITE(x, 1);
	RELEASE(y, 1);
}

SIDE(isa2_pass_on)
{
	saw[1][0][slot] = ACQUIRE(y);
	RELEASE(z, 1);
}

SIDE(isa2_look)
{
	saw[2][0][slot] = ACQUIRE(z);
	saw[2][1][slot] = READ(x);
}

LITMUS(isa2_shape, wrc_forbidden, isa2_send, isa2_pass_on, isa2_look)

/* IRIW: two observers do not see two writes in different orders */
SIDE(iriw_x_first)
{
	saw[2][0][slot] = READ(x);
	mb();
	saw[2][1][slot] = READ(y);
}

SIDE(iriw_y_first)
{
	saw[3][0][slot] = READ(y);
	mb();
	saw[3][1][slot] = READ(x);
}

FORBIDDEN(iriw_forbidden)
{
	return saw[2][0][slot] == VALUE(round, 1) &&
	       saw[2][1][slot] != VALUE(round, 1) &&
	       saw[3][0][slot] == VALUE(round, 1) &&
	       saw[3][1][slot] != VALUE(round, 1);
}

LITMUS(independent_writes, iriw_forbidden, write_x, write_y, iriw_x_first,
       iriw_y_first)
