/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Between the generic part of expected faults and handlers for events that one
 * architecture alone has.
 */
#ifndef __UKTEST_FAULT_H__
#define __UKTEST_FAULT_H__

#include <uk/test_fault.h>

/** Ends the attempt of the calling CPU, if there is one. @return UK_EVENT_* */
int test_fault_take(void *trap_ctx, enum uk_test_fault_kind kind);

#endif /* __UKTEST_FAULT_H__ */
