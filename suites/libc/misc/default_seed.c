/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.22.2.2p2 "If rand is called before any calls to srand have been made, the same sequence shall be generated as with a seed of 1" */
#define _XOPEN_SOURCE 700
#include "check.h"
#include <stdlib.h>

int main(void)
{
	int first[10];
	long of_random[10];

	for (int i = 0; i < 10; i++)
		first[i] = rand();
	srand(1);
	for (int i = 0; i < 10; i++)
		CHECK_INT(rand(), first[i]);
	srandom(1);
	for (int i = 0; i < 10; i++)
		of_random[i] = random();
	srandom(1);
	for (int i = 0; i < 10; i++)
		CHECK_INT(random(), of_random[i]);
	return check_status();
}
