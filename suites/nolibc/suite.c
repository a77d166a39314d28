/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Registration of the suite of the C library; its cases stand in the other files.
 */
#include <uk/test.h>

uk_testsuite_register(nolibc, NULL);
