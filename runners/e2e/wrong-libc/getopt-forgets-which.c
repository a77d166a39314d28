/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: getopt/getopt_errors
 * Does not tell which option was wrong. */
#include <unistd.h>

int __real_getopt(int argc, char *const argv[], const char *options);

int __wrap_getopt(int argc, char *const argv[], const char *options)
{
	int c = __real_getopt(argc, argv, options);

	optopt = 0;
	return c;
}
