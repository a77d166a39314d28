/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.12.10.2 remainder, 7.12.10.3 remquo, F.10.7.2, F.10.7.3: nearest multiple, ties to even; three bits of the quotient */
#include "floats.h"

static void nearest_multiple(void)
{
	CHECK_LDBL(remainder(dv(5.0), dv(3.0)), -1.0);
	CHECK_LDBL(remainder(dv(-5.0), dv(3.0)), 1.0);
	CHECK_LDBL(remainder(dv(4.0), dv(3.0)), 1.0);
	CHECK_LDBL(remainder(dv(3.0), dv(2.0)), -1.0); /* 1.5 goes to 2 */
	CHECK_LDBL(remainder(dv(1.0), dv(2.0)), 1.0); /* 0.5 goes to 0 */
	CHECK_LDBL(remainder(dv(-6.0), dv(3.0)), -0.0);
	CHECK_LDBL(remainder(dv(0x1p1001), dv(3.0)), -1.0);
	CHECK_LDBL(remainder(dv(DBL_MAX), dv(DBL_MAX)), 0.0);
	CHECK_LDBL(remainder(dv(0x1.8p-1073), dv(0x1p-1073)), -0x1p-1074);
	CHECK_LDBL(remainder(dv(-2.5), dv(INFINITY)), -2.5);
	CHECK_LDBL(remainderf(fv(0x1p127f), fv(7.0f)), 2.0f);
	CHECK_LDBL(remainderl(lv(7.0L), lv(4.0L)), -1.0L);
}

static void quotient(double x, double y, double rest, int low_bits)
{
	int quo = 0x5555;

	CHECK_LDBL(remquo(dv(x), dv(y), &quo), rest);
	CHECK_INT((quo < 0 ? -quo : quo) & 7, low_bits);
	if (low_bits != 0)
		CHECK_INT(quo < 0, (x < 0) != (y < 0));
}

static void other_types(void)
{
	int quo;

	CHECK_LDBL(remquof(fv(-29.0f), fv(3.0f), &quo), 1.0f);
	CHECK_INT(-quo & 7, 10 & 7);
	/* Not the quotient: where it comes from the x87's fprem1, emulators without its condition bits give none. */
	CHECK_LDBL(remquol(lv(31.0L), lv(-3.0L), &quo), 1.0L);
}

int main(void)
{
	int quo;

	nearest_multiple();
	quotient(5.0, 3.0, -1.0, 2);
	quotient(-5.0, 3.0, 1.0, 2);
	quotient(29.0, -3.0, -1.0, 2);
	quotient(17.0, 5.0, 2.0, 3);
	quotient(2.5, 1.0, 0.5, 2);
	quotient(3.5, 1.0, -0.5, 4);
	quotient(0x1p60, 3.0, 1.0, 5); /* (4^30 - 1) / 3 is 0b...0101 */
	other_types();
	CHECK_RAISES(remainder(dv(1.0), dv(0.0)), SERIOUS, FE_INVALID);
	CHECK_RAISES(remainder(dv(INFINITY), dv(1.0)), SERIOUS, FE_INVALID);
	CHECK_RAISES(remquo(dv(1.0), dv(0.0), &quo), SERIOUS, FE_INVALID);
	CHECK(isnan(remainder(dv(NAN), dv(1.0))));
	return check_status();
}
