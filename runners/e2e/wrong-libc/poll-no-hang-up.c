/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: poll/poll_events
 * Tells only what was asked for. */
#include <poll.h>

int __real_poll(struct pollfd *p, nfds_t n, int timeout);

int __wrap_poll(struct pollfd *p, nfds_t n, int timeout)
{
	int ready = __real_poll(p, n, timeout);
	nfds_t i;

	for (i = 0; i < n; i++)
		p[i].revents &= p[i].events;
	return ready;
}
