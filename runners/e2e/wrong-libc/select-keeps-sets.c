/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: poll/select_sets
 * Leaves the sets as they were given. */
#include <sys/select.h>

int __real_select(int n, fd_set *in, fd_set *out, fd_set *other, struct timeval *timeout);

int __wrap_select(int n, fd_set *in, fd_set *out, fd_set *other, struct timeval *timeout)
{
	fd_set in_copy, out_copy;

	if (in)
		in_copy = *in;
	if (out)
		out_copy = *out;
	return __real_select(n, in ? &in_copy : in, out ? &out_copy : out, other, timeout);
}
