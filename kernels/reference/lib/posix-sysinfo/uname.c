/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * POSIX.1-2017 uname(); Linux sethostname(2), setdomainname(2).
 */
#include <string.h>
#include <uk/asm/machine.h>
#include <uk/syscall.h>
#include <uk/sysinfo.h>
#include <uk/user.h>
#include <uk/useraccess.h>

#define FIELD_SIZE 65

struct utsname {
	char sysname[FIELD_SIZE], nodename[FIELD_SIZE], release[FIELD_SIZE],
		version[FIELD_SIZE], machine[FIELD_SIZE], domainname[FIELD_SIZE];
};

_Static_assert(sizeof(struct utsname) == 390, "Linux ABI");

#define INITIAL                                                           \
	{                                                                 \
		.sysname = "ukmatrix", .nodename = "localhost",           \
		.release = "1.0.0", .version = "reference kernel",        \
		.machine = UK_MACHINE, .domainname = "(none)",            \
	}

static struct utsname names = INITIAL;

void uk_hostname_reset(void)
{
	names = (struct utsname)INITIAL;
}

UK_SYSCALL_R_DEFINE(int, uname, struct utsname *, buf)
{
	return uk_copy_to_user(buf, &names, sizeof(names));
}

static int set_name(char *to, const char *user, int len)
{
	char name[FIELD_SIZE] = "";

	if (!uk_credentials_can(UK_CAP_SYS_ADMIN))
		return -EPERM;
	if (len < 0 || len >= FIELD_SIZE)
		return -EINVAL;
	if (uk_copy_from_user(name, user, (size_t)len))
		return -EFAULT;
	memcpy(to, name, sizeof(name));
	return 0;
}

UK_SYSCALL_R_DEFINE(int, sethostname, const char *, name, int, len)
{
	return set_name(names.nodename, name, len);
}

UK_SYSCALL_R_DEFINE(int, setdomainname, const char *, name, int, len)
{
	return set_name(names.domainname, name, len);
}
