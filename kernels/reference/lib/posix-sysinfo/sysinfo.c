/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Linux sysinfo(2): memory is that of the heap.
 */
#include <uk/alloc.h>
#include <uk/plat/time.h>
#include <uk/syscall.h>
#include <uk/useraccess.h>

struct sysinfo {
	__s64 uptime; /* seconds */
	__u64 loads[3];
	__u64 totalram, freeram, sharedram, bufferram;
	__u64 totalswap, freeswap;
	__u16 procs;
	__u16 padding;
	__u64 totalhigh, freehigh;
	__u32 mem_unit; /* bytes */
};

_Static_assert(sizeof(struct sysinfo) == 112, "Linux ABI");

UK_SYSCALL_R_DEFINE(int, sysinfo, struct sysinfo *, buf)
{
	struct uk_alloc *a = uk_alloc_get_default();
	struct sysinfo s = {
		.uptime = (__s64)ukarch_time_nsec_to_sec(
			ukplat_monotonic_clock()),
		.totalram = (__u64)uk_alloc_totalmem(a),
		.freeram = (__u64)uk_alloc_availmem(a),
		.procs = 1,
		.mem_unit = 1,
	};

	return uk_copy_to_user(buf, &s, sizeof(s));
}
