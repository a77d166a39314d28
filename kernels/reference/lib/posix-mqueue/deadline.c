/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A time that is not valid is an error even where nobody has to wait. Interface:
 * deadline.h.
 */
#include <stddef.h>
#include <uk/posix_time.h>
#include <uk/useraccess.h>

#include "deadline.h"

int mq_deadline(const void *user, __nsec *deadline)
{
	struct uk_timespec ts;
	int rc;

	*deadline = 0;
	if (!user)
		return 0;
	rc = uk_copy_timespec_from_user(&ts, user);
	if (!rc)
		*deadline = uk_time_deadline(CLOCK_REALTIME, &ts, true);
	return rc;
}
