/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Linux getrandom(2). The generator is always ready: no flag makes a difference.
 */
#include <uk/essentials.h>
#include <uk/random.h>
#include <uk/syscall.h>
#include <uk/useraccess.h>

#define GRND_NONBLOCK 1U
#define GRND_RANDOM 2U
#define GRND_INSECURE 4U
#define LEN_MAX 33554431UL /* of one call, getrandom(2) */

UK_SYSCALL_R_DEFINE(long, getrandom, char *, buf, size_t, len, unsigned int,
		    flags)
{
	char bytes[64];
	size_t done = 0, part;

	if (flags & ~(GRND_NONBLOCK | GRND_RANDOM | GRND_INSECURE) ||
	    (flags & (GRND_RANDOM | GRND_INSECURE)) ==
		    (GRND_RANDOM | GRND_INSECURE))
		return -EINVAL;
	len = MIN(len, LEN_MAX);
	while (done < len) {
		part = MIN(len - done, sizeof(bytes));
		uk_random_bytes(bytes, part);
		if (uk_copy_to_user(buf + done, bytes, part))
			return done ? (long)done : -EFAULT;
		done += part;
	}
	return (long)done;
}
