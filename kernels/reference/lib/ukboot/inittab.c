/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Runs an init table forward and its destructors backward. A destructor belongs
 * to an entry whose constructor succeeded; nothing else is undone.
 */
#include <uk/init.h>
#include <uk/print.h>

int uk_inittab_run(const struct uk_inittab_entry *begin,
		   const struct uk_inittab_entry *end, struct uk_init_ctx *ctx,
		   __sz *done)
{
	const struct uk_inittab_entry *entry;
	int rc;

	*done = 0;
	for (entry = begin; entry < end; entry++) {
		uk_pr_debug("Call init function: %p(%p)...\n",
			    (void *)(__uptr)entry->init, (void *)ctx);
		rc = entry->init ? entry->init(ctx) : 0;
		if (rc < 0)
			return rc;
		(*done)++;
	}
	return 0;
}

void uk_inittab_term(const struct uk_inittab_entry *begin, __sz count,
		     const struct uk_term_ctx *ctx)
{
	while (count-- > 0)
		if (begin[count].term)
			begin[count].term(ctx);
}
