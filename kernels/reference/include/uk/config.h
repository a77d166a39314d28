/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The configuration as C macros. The build writes <uk/bits/config.h> into the
 * output folder from the Kconfig result: a `y` becomes 1, unset symbols stay
 * undefined.
 */
#ifndef __UK_CONFIG_H__
#define __UK_CONFIG_H__

#include <uk/bits/config.h>

#endif /* __UK_CONFIG_H__ */
