/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Stand-ins for what other libraries of the process define.
 */
#include <errno.h>
#include <uk/essentials.h>
#include <uk/file.h>
#include <uk/plat/time.h>

#define NOFILE_DEFAULT 1024

__weak __nsec uk_clock_realtime(void)
{
	return ukplat_monotonic_clock();
}

__weak __u64 uk_rlimit_cur(int resource)
{
	return resource == RLIMIT_NOFILE ? NOFILE_DEFAULT : RLIM_INFINITY;
}

__weak void uk_signal_raise(int signo __unused)
{
}

__weak void uk_file_shrunk(struct uk_file *f __unused)
{
}

__weak int uk_chrdev_open(struct uk_ofile *of __unused)
{
	return -ENXIO;
}

__weak int uk_fifo_open(struct uk_ofile *of __unused)
{
	return -ENXIO;
}
