/* SPDX-License-Identifier: BSD-3-Clause */
#ifdef __aarch64__
#define SLEEP "msr daifset, #15; wfi"
#else
#define SLEEP "cli; hlt"
#endif

int main(void)
{
	for (;;)
		__asm__ volatile(SLEEP); /* no processor's time */
}
