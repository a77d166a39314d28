/* SPDX-License-Identifier: BSD-3-Clause */
/* Real-time clock of the machine. */
#ifndef __UK_PLAT_RTC_H__
#define __UK_PLAT_RTC_H__

#include <uk/arch/types.h>

/** @return seconds since 1970-01-01 00:00 UTC; 0: the machine does not know */
__u64 ukplat_rtc_read(void);

#endif /* __UK_PLAT_RTC_H__ */
