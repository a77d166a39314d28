/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The dump of a crash report tells each register by its name. A device stands in
 * for the console: on the real one it would be a crash.
 */
#include <stdlib.h>
#include <string.h>
#include <uk/plat/console.h>
#include <uk/test.h>

#include "dump.h"

/* Fits the four digits that a selector has */
#define VALUE(offset) (0x5000 + (offset))

static char text[4096];
static unsigned int length;

static __bool take_down(const char *buf, unsigned int len)
{
	len = MIN(len, (unsigned int)sizeof(text) - 1 - length);
	memcpy(text + length, buf, len);
	length += len;
	return 1;
}

static void dump(const struct __regs *regs)
{
	ukplat_console_device_t real = ukplat_console_use(take_down);

	length = 0;
	ukarch_dump_regs(regs);
	ukplat_console_use(real);
	text[length] = '\0';
}

/* Behind its name and blanks; 0: it is not there. A name may end another one */
static __u64 value_of(const char *name)
{
	const char *at = text;

	while ((at = strstr(at, name)) && at > text && at[-1] != ' ')
		at++;
	return at ? strtoul(at + strlen(name), NULL, 16) : 0;
}

UK_TESTCASE(trap, register_dump_tells_each_register)
{
	const struct trap_dumped *r;
	struct __regs regs;
	__sz i;

	for (i = 0; i < sizeof(regs); i += sizeof(__u64))
		*(__u64 *)((char *)&regs + i) = VALUE(i);
	dump(&regs);
	for (r = trap_dumped; r->name; r++)
		UK_TEST_EXPECTF(value_of(r->name) == VALUE(r->offset),
				"expected %s 0x%lx but was 0x%lx", r->name,
				VALUE(r->offset), value_of(r->name));
}
