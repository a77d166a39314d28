/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The calls whose arguments are known by kind. Names as in Linux's syscalls(2);
 * an architecture may have some of them only.
 */
#include <string.h>
#include <uk/essentials.h>

#include "strace.h"

static const struct strace_format formats[] = {
	{"access", "so", 'd'},
	{"brk", "p", 'x'},
	{"chdir", "s", 'd'},
	{"chmod", "so", 'd'},
	{"clock_gettime", "dp", 'd'},
	{"close", "f", 'd'},
	{"creat", "so", 'f'},
	{"dup", "f", 'f'},
	{"dup2", "ff", 'f'},
	{"dup3", "ffx", 'f'},
	{"exit", "d", 'd'},
	{"exit_group", "d", 'd'},
	{"faccessat", "aso", 'd'},
	{"fchdir", "f", 'd'},
	{"fchmod", "fo", 'd'},
	{"fchmodat", "aso", 'd'},
	{"fcntl", "fdx", 'd'},
	{"flock", "fd", 'd'},
	{"fstat", "fp", 'd'},
	{"fsync", "f", 'd'},
	{"ftruncate", "fd", 'd'},
	{"futex", "pxdpxx", 'd'},
	{"getcwd", "pd", 'd'},
	{"getdents64", "fpd", 'd'},
	{"getrandom", "pdx", 'd'},
	{"ioctl", "fxp", 'd'},
	{"kill", "dd", 'd'},
	{"link", "ss", 'd'},
	{"linkat", "asasx", 'd'},
	{"lseek", "fdd", 'd'},
	{"lstat", "sp", 'd'},
	{"mkdir", "so", 'd'},
	{"mkdirat", "aso", 'd'},
	{"mmap", "pdxxfx", 'x'},
	{"mprotect", "pdx", 'd'},
	{"munmap", "pd", 'd'},
	{"nanosleep", "pp", 'd'},
	{"newfstatat", "aspx", 'd'},
	{"open", "sFo", 'f'},
	{"openat", "asFo", 'f'},
	{"pipe2", "px", 'd'},
	{"poll", "pdd", 'd'},
	{"ppoll", "pdpp", 'd'},
	{"pread64", "frdd", 'd'},
	{"pwrite64", "fbdd", 'd'},
	{"read", "frd", 'd'},
	{"readlink", "srd", 'd'},
	{"readlinkat", "asrd", 'd'},
	{"readv", "fpd", 'd'},
	{"rename", "ss", 'd'},
	{"renameat", "asas", 'd'},
	{"renameat2", "asasx", 'd'},
	{"rmdir", "s", 'd'},
	{"rt_sigaction", "dppd", 'd'},
	{"rt_sigprocmask", "dppd", 'd'},
	{"stat", "sp", 'd'},
	{"symlink", "ss", 'd'},
	{"symlinkat", "sas", 'd'},
	{"truncate", "sd", 'd'},
	{"unlink", "s", 'd'},
	{"unlinkat", "asx", 'd'},
	{"utimensat", "aspx", 'd'},
	{"write", "fbd", 'd'},
	{"writev", "fpd", 'd'},
};

const struct strace_format *strace_format(const char *name)
{
	for (unsigned int i = 0; i < ARRAY_SIZE(formats); i++) {
		if (!strcmp(formats[i].name, name))
			return &formats[i];
	}
	return NULL;
}
