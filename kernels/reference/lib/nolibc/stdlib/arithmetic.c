/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Integer arithmetic, ISO C11 7.22.6. The absolute value of the most negative
 * number is undefined there; here it is that number, the wrapped result.
 */
#include <stdlib.h>

int abs(int value)
{
	return value < 0 ? (int)(0U - (unsigned int)value) : value;
}

long labs(long value)
{
	return value < 0 ? (long)(0UL - (unsigned long)value) : value;
}

long long llabs(long long value)
{
	return value < 0 ? (long long)(0ULL - (unsigned long long)value)
			 : value;
}

div_t div(int numer, int denom)
{
	return (div_t){numer / denom, numer % denom};
}

ldiv_t ldiv(long numer, long denom)
{
	return (ldiv_t){numer / denom, numer % denom};
}

lldiv_t lldiv(long long numer, long long denom)
{
	return (lldiv_t){numer / denom, numer % denom};
}
