/* SPDX-License-Identifier: BSD-3-Clause */
/* Between the files of uksched: callbacks that go with each thread. */
#ifndef __UKSCHED_INTERNAL_H__
#define __UKSCHED_INTERNAL_H__

#include <uk/thread.h>

/** @return what a CPU runs now, only to be compared with */
const struct uk_thread *uk_thread_of_cpu(unsigned int idx);

/** Calls all init callbacks; after a failure term callbacks of those before.
 *  @return 0 or the error
 */
int uk_thread_call_inittab(struct uk_thread *child);

/** Marks a thread as ended and calls the term callbacks, in reverse */
void uk_thread_call_termtab(struct uk_thread *child);

#endif /* __UKSCHED_INTERNAL_H__ */
