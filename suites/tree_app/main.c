/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Application of test images that are built from other source trees. The suites
 * ran while the kernel booted. What is left is coverage, where the kernel
 * measures it, and the end: the kernel says what main() returned and switches
 * off. Needs no C library, so that it fits any configuration.
 */
#include <uk/config.h>

#ifdef CONFIG_LIBUKGCOV
#include <uk/gcov.h>
#endif

int main(int argc, char *argv[]);

int main(int argc __attribute__((unused)), char *argv[] __attribute__((unused)))
{
#ifdef CONFIG_LIBUKGCOV
	ukgcov_dump_info();
#endif
	return 0;
}
