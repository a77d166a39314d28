/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Raising of events: walks the table of handlers that the linker sorted by
 * priority. Interface: <uk/event.h>.
 */
#include <uk/event.h>

/* Bounds of the table, empty sections that sort before and after the handlers.
 * Defined in assembly: C may assume that distinct objects are not adjacent.
 */
__asm__(".pushsection .uk_table.event.0, \"a\"\n\t.balign 8\n"
	"uk_eventtab_start:\n\t.popsection\n\t"
	".pushsection .uk_table.event.z, \"a\"\n\t.balign 8\n"
	"uk_eventtab_end:\n\t.popsection");
extern const struct uk_event_entry uk_eventtab_start[];
extern const struct uk_event_entry uk_eventtab_end[];

_Static_assert(sizeof(struct uk_event_entry) == 16,
	       "entries of all files lie without gaps in the table");

int uk_raise_event_ptr(const struct uk_event *event, void *data)
{
	const struct uk_event_entry *e;
	int result = UK_EVENT_NOT_HANDLED;
	int rc;

	for (e = uk_eventtab_start; e < uk_eventtab_end; e++) {
		if (e->event != event)
			continue;
		rc = e->handler(data);
		if (rc < 0 || rc == UK_EVENT_HANDLED)
			return rc;
		if (rc == UK_EVENT_HANDLED_CONT)
			result = rc;
	}
	return result;
}
