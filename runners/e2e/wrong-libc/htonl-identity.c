/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: inet/classic_addresses
 * Takes the host for big endian. */
#include <stdint.h>

uint32_t __wrap_htonl(uint32_t x)
{
	return x;
}
