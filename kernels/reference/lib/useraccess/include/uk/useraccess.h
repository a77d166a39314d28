/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Memory that the caller of a system call names: an address that is not mapped, or
 * not with that right, is EFAULT and not the end of the kernel (POSIX.1-2017 2.3).
 * There is one address space: addresses of the kernel are as good as any.
 * Thread context; pages may be filled on demand.
 */
#ifndef __UK_USERACCESS_H__
#define __UK_USERACCESS_H__

#include <stddef.h>
#include <uk/timespec.h>

#ifdef __cplusplus
extern "C" {
#endif

/** @return 0, or -EFAULT: an unknown part of `dst` was written */
int uk_copy_from_user(void *dst, const void *user, size_t len);

/** @return 0; -EFAULT; -EINVAL: not valid as uk_timespec_is_valid() has it */
int uk_copy_timespec_from_user(struct uk_timespec *ts, const void *user);

/** @return 0, or -EFAULT: the bytes before the first bad page were written */
int uk_copy_to_user(void *user, const void *src, size_t len);

/**
 * Copies a string with its terminator.
 * @param cap bytes at `dst`
 * @return its length; -EFAULT; -ENAMETOOLONG: no terminator within `cap` bytes
 */
long uk_copy_string_from_user(char *dst, const char *user, size_t cap);

#ifdef __cplusplus
}
#endif

#endif /* __UK_USERACCESS_H__ */
