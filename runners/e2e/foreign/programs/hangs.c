/* SPDX-License-Identifier: BSD-3-Clause */
int main(void)
{
	for (;;)
		__asm__ volatile("cli; hlt"); /* no processor's time */
}
