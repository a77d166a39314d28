/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX uname, gethostname, getpid, getuid, getgroups: answers that agree with each other and do not change */
#define _XOPEN_SOURCE 700
#include "threading.h"
#include <string.h>
#include <sys/types.h>
#include <sys/utsname.h>
#include <unistd.h>

static void *same_process(void *arg)
{
	CHECK_INT(getpid(), *(pid_t *)arg); /* all threads have one process id */
	return NULL;
}

static void host_name(const struct utsname *names)
{
	char host[300], cut[2];

	memset(host, 'x', sizeof(host));
	CHECK_INT(gethostname(host, sizeof(host)), 0);
	CHECK_STR(host, names->nodename);
	cut[1] = 'x';
	gethostname(cut, 1); /* cut or refused, never more than one byte */
	CHECK_INT(cut[1], 'x');
}

int main(void)
{
	struct utsname names;
	pid_t pid = getpid();
	gid_t groups[100];
	int n;

	memset(&names, 0x55, sizeof(names));
	CHECK(uname(&names) >= 0);
	CHECK(memchr(names.sysname, '\0', sizeof(names.sysname)) && names.sysname[0] != '\0');
	CHECK(memchr(names.release, '\0', sizeof(names.release)) && names.release[0] != '\0');
	CHECK(memchr(names.version, '\0', sizeof(names.version)) != NULL);
	CHECK(memchr(names.machine, '\0', sizeof(names.machine)) && names.machine[0] != '\0');
	host_name(&names);
	CHECK(pid > 0);
	CHECK_INT(getpid(), pid);
	CHECK(getppid() >= 0 && getppid() != pid);
	join_thread(start_thread(same_process, &pid));
	CHECK_UINT(getuid(), geteuid());
	CHECK_UINT(getgid(), getegid());
	CHECK(getpgrp() >= 0);
	n = getgroups(0, NULL);
	CHECK(n >= 0);
	if (n <= 100)
		CHECK_INT(getgroups(100, groups), n);
	CHECK_INT(setuid(getuid()), 0); /* to what it is already */
	CHECK_INT(setgid(getgid()), 0);
	errno = 0;
	CHECK_INT(setuid((uid_t)-1), -1);
	CHECK_INT(errno, EINVAL);
	return check_status();
}
