/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 6.7.6.2 variable length arrays, 7.16 <stdarg.h>, 6.5.2.2: stack objects of run-time size, va_copy, many and mixed arguments */
#include "check.h"
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

static long sum_of_squares(int n)
{
	int v[n], w[n][3];
	long sum = 0;

	CHECK_UINT(sizeof(v), (size_t)n * sizeof(int));
	CHECK_UINT(sizeof(w), (size_t)n * 3 * sizeof(int));
	for (int i = 0; i < n; i++) {
		v[i] = i;
		w[i][2] = i * i;
	}
	for (int i = 0; i < n; i++)
		sum += (long)v[i] * v[i] + w[i][2];
	return sum / 2;
}

static double mixed(int count, ...)
{
	va_list args, copy;
	double sum = 0, again = 0;

	va_start(args, count);
	va_copy(copy, args);
	for (int i = 0; i < count; i++) {
		sum += va_arg(args, int);
		sum += va_arg(args, double);
		sum += (double)va_arg(args, long long);
		sum += (double)va_arg(args, long double);
		sum += (double)strlen(va_arg(args, char *));
	}
	for (int i = 0; i < count; i++) {
		again += va_arg(copy, int) + va_arg(copy, double);
		again += (double)va_arg(copy, long long);
		again += (double)va_arg(copy, long double);
		again += (double)strlen(va_arg(copy, char *));
	}
	va_end(copy);
	va_end(args);
	CHECK_DBL(again, sum);
	return sum;
}

struct big {
	char bytes[70];
	double d;
};

static struct big passes(struct big b, int i)
{
	b.bytes[69] = (char)i;
	b.d *= 2;
	return b;
}

int main(void)
{
	struct big big = {"structures are passed and returned by value", 1.25}, result;

	for (int n = 1; n < 3000; n = n * 2 + 1)
		CHECK_INT(sum_of_squares(n), (long)(n - 1) * n * (2L * n - 1) / 6);
	CHECK_DBL(mixed(3, 1, 0.5, 2LL, 0.25L, "ab", -7, 1e3, 1LL << 40, 3.0L, "", 100, -2.5, -5LL, 0.125L, "xyz"),
		  1 + 0.5 + 2 + 0.25 + 2 - 7 + 1e3 + 0x1p40 + 3 + 100 - 2.5 - 5 + 0.125 + 3);
	result = passes(big, 9);
	CHECK_DBL(result.d, 2.5);
	CHECK_DBL(big.d, 1.25);
	CHECK_INT(result.bytes[69], 9);
	CHECK_STR(result.bytes, big.bytes);
	return check_status();
}
