/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Cooperative scheduler: the threads of one CPU take turns in the order in which
 * they became runnable. Interface for threads: <uk/sched.h>.
 */
#ifndef __UK_SCHEDCOOP_H__
#define __UK_SCHEDCOOP_H__

#include <uk/sched.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * @param a memory of the scheduler, its threads, their stacks and TLS areas
 * @return a scheduler to be started by uk_sched_start() on its CPU, or NULL
 */
struct uk_sched *uk_schedcoop_create(struct uk_alloc *a);

/** @return whether threads wait for the CPU of such a scheduler */
bool uk_schedcoop_has_queue(struct uk_sched *s);

#ifdef __cplusplus
}
#endif

#endif /* __UK_SCHEDCOOP_H__ */
