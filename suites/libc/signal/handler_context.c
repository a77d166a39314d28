/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 5.1.2.3p5, POSIX XSH 2.4: a computation interrupted by handlers at any point goes on with all its registers, floating too */
#define _XOPEN_SOURCE 700
#include "check.h"
#include <signal.h>
#include <sys/time.h>

static volatile sig_atomic_t calls;
static volatile double used;

static void handler(int signo)
{
	double x = signo;

	for (int i = 0; i < 50; i++)
		x = x * 1.5 + i * 0.25;
	used = x;
	calls++;
}

static double work(unsigned *sum)
{
	double a = 1, b = 2, c = 3, d = 4;
	unsigned s = 1, t = 2;

	for (int i = 0; i < 3000; i++) {
		a = a * 1.0001 + b * 0.5;
		b = b * 0.999 - c * 0.25;
		c = c * 0.5 + d;
		d = d * 0.25 + 1;
		s = s * 1103515245u + 12345u + t;
		t ^= s >> 3;
	}
	*sum = s ^ t;
	return a + b + c + d;
}

int main(void)
{
	struct sigaction action = {.sa_handler = handler, .sa_flags = SA_RESTART};
	struct itimerval timer = {{0, 1000}, {0, 1000}}, off = {{0, 0}, {0, 0}};
	unsigned expected_sum, sum;
	double expected = work(&expected_sum);

	REQUIRE(sigaction(SIGALRM, &action, NULL) == 0);
	REQUIRE(setitimer(ITIMER_REAL, &timer, NULL) == 0);
	while (calls < 12) {
		double got = work(&sum);

		if (!CHECK_DBL(got, expected) || !CHECK_UINT(sum, expected_sum))
			break;
	}
	CHECK_INT(setitimer(ITIMER_REAL, &off, NULL), 0);
	return check_status();
}
