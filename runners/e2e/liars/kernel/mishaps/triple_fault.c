/* SPDX-License-Identifier: BSD-3-Clause */
/* Without an interrupt table an exception becomes a double fault and that a triple fault: a reset (Intel SDM 3A 6.15, interrupt 8). */
#include <uk/arch/types.h>
#include <uk/test.h>

UK_TESTCASE(mishaps, triple_fault)
{
	static const struct {
		__u16 limit;
		__u64 base;
	} __attribute__((packed)) no_table = {0, 0};

	__asm__ volatile("lidt %0; ud2" : : "m"(no_table));
}
