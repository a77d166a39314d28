/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.21.6.7 sscanf: fields longer than internal buffers were cut or ran over them; widths bound what is stored */
#include "check.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LENGTH 20000

static char input[LENGTH + 100], out[LENGTH + 100];

static void words(void)
{
	int n = -1;

	memset(input, 'w', LENGTH);
	strcpy(input + LENGTH, " rest");
	CHECK_INT(sscanf(input, "%s%n", out, &n), 1);
	CHECK_UINT(strlen(out), LENGTH);
	CHECK_INT(n, LENGTH);
	memset(out, '#', sizeof(out));
	CHECK_INT(sscanf(input, "%100s", out), 1);
	CHECK_INT(out[99], 'w');
	CHECK_INT(out[100], '\0');
	CHECK_INT(out[101], '#');
	memset(out, '#', sizeof(out));
	CHECK_INT(sscanf(input, "%*15000s%5000[w]", out), 1);
	CHECK_UINT(strlen(out), 5000);
	CHECK_INT(sscanf(input, "%5c", out), 1);
	CHECK_MEM(out, "wwwww", 5);
}

static void numbers(void)
{
	double d = -1;
	int i = -1, n = -1;

	memset(input, '0', LENGTH);
	strcpy(input + LENGTH, "17 8");
	CHECK_INT(sscanf(input, "%d%n", &i, &n), 1);
	CHECK_INT(i, 17);
	CHECK_INT(n, LENGTH + 2);
	CHECK_INT(sscanf(input, "%lf", &d), 1);
	CHECK_DBL(d, 17.0);
	input[1] = '.';
	CHECK_INT(sscanf(input, "%lf%n", &d, &n), 1);
	CHECK_DBL(d, 0.0); /* far below the smallest number */
	CHECK_INT(n, LENGTH + 2);
	strcpy(input, "1");
	memset(input + 1, '0', 300);
	strcpy(input + 301, "e-300x");
	CHECK_INT(sscanf(input, "%lf%c", &d, out), 2);
	CHECK_DBL(d, 1.0);
	CHECK_INT(out[0], 'x');
}

int main(void)
{
	words();
	numbers();
	return check_status();
}
