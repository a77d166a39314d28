/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What the CPU itself says that it has; not what the kernel thinks.
 */
#ifndef __RANDOM_FEATURES_H__
#define __RANDOM_FEATURES_H__

#include <stddef.h>

/** NULL where the CPU has it, else the sentence that says that it has not */
const char *no_generator(void);
const char *no_seeds(void);

#endif /* __RANDOM_FEATURES_H__ */
