/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Reserved areas: addresses without pages.
 */
#include "internal.h"

const struct uk_vma_ops uk_vma_rsvd_ops = { 0 };
