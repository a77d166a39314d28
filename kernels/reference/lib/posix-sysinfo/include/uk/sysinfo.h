/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Names of the system.
 */
#ifndef __UK_SYSINFO_H__
#define __UK_SYSINFO_H__

#ifdef __cplusplus
extern "C" {
#endif

/** Host and domain name as at the start */
void uk_hostname_reset(void);

#ifdef __cplusplus
}
#endif

#endif /* __UK_SYSINFO_H__ */
