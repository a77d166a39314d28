/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: getopt/getopt_options
 * Goes on behind operands. */
#include <string.h>
#include <unistd.h>

int __real_getopt(int argc, char *const argv[], const char *options);

int __wrap_getopt(int argc, char *const argv[], const char *options)
{
	while (optind < argc && (argv[optind][0] != '-' || !argv[optind][1]))
		optind++;
	return __real_getopt(argc, argv, options);
}
