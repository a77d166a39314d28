/* SPDX-License-Identifier: BSD-3-Clause */
/* Hooks around the life of a program. Interface: <uk/program.h>. */
#include <uk/program.h>

static const struct uk_program_hooks hooks_begin[0] __used
	__section(".uk_table.program.0") __align(8);
static const struct uk_program_hooks hooks_end[0] __used
	__section(".uk_table.program.z") __align(8);

int uk_program_prepare(void)
{
	const struct uk_program_hooks *h;
	int rc = 0;

	for (h = hooks_begin; h < hooks_end && !rc; h++)
		if (h->prepare)
			rc = h->prepare();
	return rc;
}

void uk_program_clean_up(void)
{
	const struct uk_program_hooks *h = hooks_end;

	while (h-- > hooks_begin)
		if (h->clean_up)
			h->clean_up();
}
