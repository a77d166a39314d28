/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Instrumented functions whose counters the cases know. Each has a source of
 * its own, so that its object's stream holds this function alone.
 */
#ifndef SAMPLE_H
#define SAMPLE_H

/** No branch: one counter, the number of calls. */
void sample_straight(void);

/** Two ways through, by whether `odd` is 0. */
void sample_branch(int odd);

#endif /* SAMPLE_H */
