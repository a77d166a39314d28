/* SPDX-License-Identifier: BSD-3-Clause */
#include <uk/print.h>
#ifdef CONFIG_LIBUKTEST
#include <uk/test.h>
#endif

int main(int argc, char *argv[]);
void uk_boot_entry(void);

void uk_boot_entry(void)
{
	int status;

	uk_info("[libukboot] <boot.c @  283> Unikraft constructor table at 0x136000 - 0x136008\n");
#ifdef CONFIG_LIBUKTEST
	uk_test_run();
#endif
	uk_info("[libukboot] <boot.c @  466> Calling main(0, [])\n");
	status = main(0, 0);
	uk_info("[libukboot] <boot.c @  475> main returned ");
#ifdef CONFIG_LIBUKDEBUG_PRINTK_INFO
	uk_print_number(status);
	uk_print("\n");
#endif
	(void)status;
	uk_info("[libkvmplat] <shutdown.c @   35> Unikraft halted\n");
	ukplat_off(0);
}

/* What the compiler may call. */
void *memset(void *to, int value, __SIZE_TYPE__ length)
{
	char *p = to;

	while (length--)
		*p++ = value;
	return to;
}
