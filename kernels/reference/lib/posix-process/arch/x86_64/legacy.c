/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * System calls about processes that Linux has on x86_64 only: getpgrp(), pause(),
 * arch_prctl(2).
 */
#include <uk/nofault.h>
#include <uk/plat/tls.h>
#include <uk/process.h>
#include <uk/syscall.h>

#include "../../signal_internal.h"

#define ARCH_SET_FS 0x1002
#define ARCH_GET_FS 0x1003

UK_SYSCALL_R_DEFINE(int, getpgrp)
{
	return posix_process_current()->pid;
}

UK_SYSCALL_R_DEFINE(int, pause)
{
	return uk_signal_pause();
}

/* The base of GS is the kernel's */
UK_SYSCALL_R_DEFINE(int, arch_prctl, int, code, __uptr, address)
{
	__uptr tlsp = ukplat_tlsp_get();

	if (code == ARCH_SET_FS)
		ukplat_tlsp_set(address);
	else if (code != ARCH_GET_FS)
		return -EINVAL;
	else if (!uk_nofault_try_write(tlsp, address))
		return -EFAULT;
	return 0;
}
