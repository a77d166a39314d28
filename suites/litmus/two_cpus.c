/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Two CPUs, two locations, the right barriers: what each shape forbids.
 */
#include "litmus.h"

/* SB: each writes its own and reads the other's; with full barriers between, one
 * of them at least sees the other's write
 */
SIDE(sb_left)
{
	WRITE(x, 1);
	mb();
	saw[0][0][slot] = READ(y);
}

SIDE(sb_right)
{
	WRITE(y, 1);
	mb();
	saw[1][0][slot] = READ(x);
}

FORBIDDEN(sb_forbidden)
{
	return saw[0][0][slot] != VALUE(round, 1) &&
	       saw[1][0][slot] != VALUE(round, 1);
}

LITMUS(store_buffering, sb_forbidden, sb_left, sb_right)

/* The same with the fence of C11 (7.17.4). Its sequentially consistent loads and
 * stores would do as well by the Arm ARM (B2.3.11), but not on QEMU 7.2: TCG puts
 * no barrier between STLR and LDAR
 */
SIDE(sb_fence_left)
{
	WRITE(x, 1);
	__atomic_thread_fence(__ATOMIC_SEQ_CST);
	saw[0][0][slot] = READ(y);
}

SIDE(sb_fence_right)
{
	WRITE(y, 1);
	__atomic_thread_fence(__ATOMIC_SEQ_CST);
	saw[1][0][slot] = READ(x);
}

LITMUS(store_buffering_fences, sb_forbidden, sb_fence_left, sb_fence_right)

/* MP: data, then flag; who sees the flag sees the data */
SIDE(mp_send)
{
	WRITE(x, 1);
	wmb();
	WRITE(y, 1);
}

SIDE(mp_receive)
{
	saw[1][0][slot] = READ(y);
	rmb();
	saw[1][1][slot] = READ(x);
}

FORBIDDEN(mp_forbidden)
{
	return saw[1][0][slot] == VALUE(round, 1) &&
	       saw[1][1][slot] != VALUE(round, 1);
}

LITMUS(message_passing, mp_forbidden, mp_send, mp_receive)

SIDE(mp_release)
{
	WRITE(x, 1);
	RELEASE(y, 1);
}

SIDE(mp_acquire)
{
	saw[1][0][slot] = ACQUIRE(y);
	saw[1][1][slot] = READ(x);
}

LITMUS(message_passing_atomics, mp_forbidden, mp_release, mp_acquire)

/* LB: each reads the other's, then writes its own; not both see the future */
SIDE(lb_left)
{
	saw[0][0][slot] = READ(y);
	mb();
	WRITE(x, 1);
}

SIDE(lb_right)
{
	saw[1][0][slot] = READ(x);
	mb();
	WRITE(y, 1);
}

FORBIDDEN(lb_forbidden)
{
	return saw[0][0][slot] == VALUE(round, 1) &&
	       saw[1][0][slot] == VALUE(round, 1);
}

LITMUS(load_buffering, lb_forbidden, lb_left, lb_right)

SIDE(lb_acquire_left)
{
	saw[0][0][slot] = ACQUIRE(y);
	WRITE(x, 1);
}

SIDE(lb_acquire_right)
{
	saw[1][0][slot] = ACQUIRE(x);
	WRITE(y, 1);
}

LITMUS(load_buffering_atomics, lb_forbidden, lb_acquire_left, lb_acquire_right)

/* S: who sees the flag writes after what came before the flag */
SIDE(s_left)
{
	WRITE(x, 2);
	RELEASE(y, 1);
}

SIDE(s_right)
{
	saw[1][0][slot] = ACQUIRE(y);
	WRITE(x, 1);
}

FORBIDDEN(s_forbidden)
{
	return saw[1][0][slot] == VALUE(round, 1) &&
	       x[slot].value == VALUE(round, 2);
}

LITMUS(s_shape, s_forbidden, s_left, s_right)

/* R: whose write to y came last sees what the other wrote before its own */
SIDE(r_left)
{
	WRITE(x, 1);
	mb();
	WRITE(y, 1);
}

SIDE(r_right)
{
	WRITE(y, 2);
	mb();
	saw[1][0][slot] = READ(x);
}

FORBIDDEN(r_forbidden)
{
	return y[slot].value == VALUE(round, 2) &&
	       saw[1][0][slot] != VALUE(round, 1);
}

LITMUS(r_shape, r_forbidden, r_left, r_right)

/* 2+2W: not both first writes are last */
SIDE(w2_left)
{
	WRITE(x, 1);
	wmb();
	WRITE(y, 2);
}

SIDE(w2_right)
{
	WRITE(y, 1);
	wmb();
	WRITE(x, 2);
}

FORBIDDEN(w2_forbidden)
{
	return x[slot].value == VALUE(round, 1) &&
	       y[slot].value == VALUE(round, 1);
}

LITMUS(two_plus_two_writes, w2_forbidden, w2_left, w2_right)
