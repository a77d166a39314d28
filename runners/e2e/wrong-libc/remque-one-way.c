/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: search/insque_remque
 * Unlinks the element in one direction. */
struct element {
	struct element *next, *prev;
};

void __wrap_remque(void *e)
{
	struct element *element = e;

	if (element->prev)
		element->prev->next = element->next;
}
