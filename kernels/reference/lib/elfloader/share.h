/* SPDX-License-Identifier: BSD-3-Clause */
/* The share that programs come on. */
#ifndef __ELFLOADER_SHARE_H__
#define __ELFLOADER_SHARE_H__

#define SHARE_TAG "programs"

#endif /* __ELFLOADER_SHARE_H__ */
