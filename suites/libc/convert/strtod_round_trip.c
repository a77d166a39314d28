/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 5.2.4.2.2, F.5: 17 digits of %e, and %a, give back each double; the shortest neighbours stay apart. */
#include "check.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static uint64_t state = 0x9e3779b97f4a7c15;

static uint64_t next_bits(void)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return state;
}

static double from_bits(uint64_t bits)
{
	double value;

	memcpy(&value, &bits, sizeof(value));
	return value;
}

static void round_trip(double value)
{
	char text[64];

	snprintf(text, sizeof(text), "%.16e", value);
	CHECK_DBL(strtod(text, NULL), value);
	snprintf(text, sizeof(text), "%.17g", value);
	CHECK_DBL(strtod(text, NULL), value);
	snprintf(text, sizeof(text), "%a", value);
	CHECK_DBL(strtod(text, NULL), value);
}

int main(void)
{
	uint64_t bits;
	int i;

	for (i = 0; i < 250; i++) {
		bits = next_bits();
		/* Neither infinities nor NaNs */
		if ((bits >> 52 & 0x7ff) == 0x7ff)
			continue;
		check_row("number", i);
		round_trip(from_bits(bits));
		round_trip(from_bits(bits & UINT64_C(0x800fffffffffffff)));
		round_trip((double)(int64_t)(bits >> (i % 60)));
	}
	for (i = 1; i < 0x7ff; i += 31) {
		bits = (uint64_t)i << 52;
		check_row("exponent", i);
		round_trip(from_bits(bits - 1));
		round_trip(from_bits(bits));
		round_trip(from_bits(bits + 1));
	}
	return check_status();
}
