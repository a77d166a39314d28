/* SPDX-License-Identifier: BSD-3-Clause */
/* Real-time clock: Arm PL031 (DDI 0224), whose data register counts seconds. */
#include <uk/plat/rtc.h>

#include "machine.h"
#include "mmio.h"

#define RTCDR 0x000

__u64 ukplat_rtc_read(void)
{
	return virt_machine.rtc.len ? mmio_read32(virt_machine.rtc.base + RTCDR)
				    : 0;
}
