/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Cases that talk to the host's 9p server need its share.
 */
#ifndef SHARE_H
#define SHARE_H

#include <errno.h>
#include <uk/9p.h>
#include <uk/test.h>

static inline bool has_share(void)
{
	struct uk_9p_client *client;

	return uk_9p_share(&client) != -ENODEV;
}

#define SKIP_WITHOUT_SHARE()                                                   \
	do {                                                                   \
		if (!has_share())                                              \
			UK_TEST_SKIP("needs a 9p share named ukmatrix");       \
	} while (0)

#endif /* SHARE_H */
