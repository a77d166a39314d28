/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.13.2.1p3: automatic variables not changed since setjmp keep their values, also those in registers, integer and floating */
#include "check.h"
#include <setjmp.h>

static jmp_buf env;
static volatile int one = 1;

/* Uses all the registers it can and then leaves by a jump. */
static void clobber(void)
{
	long a = one * 3, b = one * 5, c = one * 7, d = one * 11, e = one * 13, f = one * 17, g = one * 19, h = one * 23, k = one * 29, l = one * 31;
	double p = one * 1.5, q = one * 2.5, r = one * 3.5, s = one * 4.5, t = one * 5.5, u = one * 6.5, v = one * 7.5, w = one * 8.5, x = one * 9.5;

	for (int i = 0; i < 20; i++) {
		a += b ^ l, b += c ^ a, c += d ^ b, d += e ^ c, e += f ^ d, f += g ^ e, g += h ^ f, h += k ^ g, k += l ^ h, l += a ^ k;
		p += q * x, q += r - p, r += s * 0.5, s += t - q, t += u * 0.25, u += v - r, v += w * 0.125, w += x - s, x += p * 0.0625;
	}
	if (a + b + c + d + e + f + g + h + k + l + (long)(p + q + r + s + t + u + v + w + x) != 0 || one)
		longjmp(env, 1);
}

static void integers(long base)
{
	long a = base + 1, b = base * 3, c = base ^ 0x55, d = base << 2, e = -base, f = base - 9, g = ~base, h = base * base, k = base + 77, l = base / 2;

	if (setjmp(env) == 0)
		clobber();
	CHECK_INT(a, base + 1);
	CHECK_INT(b, base * 3);
	CHECK_INT(c, base ^ 0x55);
	CHECK_INT(d, base << 2);
	CHECK_INT(e, -base);
	CHECK_INT(f, base - 9);
	CHECK_INT(g, ~base);
	CHECK_INT(h, base * base);
	CHECK_INT(k, base + 77);
	CHECK_INT(l, base / 2);
}

static void floating(double base)
{
	double a = base + 1, b = base * 3, c = base / 2, d = base - 0.5, e = -base, f = base * base, g = base + 0.25, h = 1 / base, k = base * 8;

	if (setjmp(env) == 0)
		clobber();
	CHECK_DBL(a, base + 1);
	CHECK_DBL(b, base * 3);
	CHECK_DBL(c, base / 2);
	CHECK_DBL(d, base - 0.5);
	CHECK_DBL(e, -base);
	CHECK_DBL(f, base * base);
	CHECK_DBL(g, base + 0.25);
	CHECK_DBL(h, 1 / base);
	CHECK_DBL(k, base * 8);
}

int main(void)
{
	integers(one * 1234567L);
	integers(one * -98765L);
	floating(one * 3.0);
	floating(one * 0.7);
	return check_status();
}
