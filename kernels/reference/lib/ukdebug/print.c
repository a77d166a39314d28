/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Kernel log: one message becomes one piece of console output, prefix included,
 * so that messages of several CPUs do not mix.
 */
#include <stdarg.h>
#include <stdio.h>
#include <uk/plat/console.h>
#include <uk/plat/time.h>
#include <uk/print.h>

static const char *const level_names[] = {
	[KLVL_DEBUG] = "dbg:  ", [KLVL_INFO] = "Info: ", [KLVL_WARN] = "Warn: ",
	[KLVL_ERR] = "ERR:  ",	 [KLVL_CRIT] = "CRIT: ",
};

/* Bytes that snprintf() put into a buffer of `size`, given what it returned. */
static __sz written(int ret, __sz size)
{
	if (ret < 0)
		return 0;
	return MIN((__sz)ret, size - 1);
}

static __sz put_prefix(char *buf, __sz size, int lvl, const char *libname,
		       const char *srcname, unsigned int srcline)
{
	__nsec now = ukplat_monotonic_clock();
	__sz len;

	len = written(snprintf(buf, size, "[%5lu.%06lu] %s",
			       ukarch_time_nsec_to_sec(now),
			       ukarch_time_nsec_to_usec(
				       ukarch_time_subsec(now)),
			       level_names[lvl]),
		      size);
	if (libname)
		len += written(snprintf(buf + len, size - len, "[%s] ",
					libname),
			       size - len);
	if (srcname)
		len += written(snprintf(buf + len, size - len, "<%s @ %4u> ",
					srcname, srcline),
			       size - len);
	return len;
}

void _uk_vprintk(int lvl, const char *libname, const char *srcname,
		 unsigned int srcline, const char *fmt, va_list ap)
{
	static const char cut_mark[] = "...\n";
	char buf[UK_PRINTK_MAX_LEN];
	__sz len;
	int ret;

	if (lvl < KLVL_MIN || lvl > KLVL_CRIT)
		return;
	len = put_prefix(buf, sizeof(buf), lvl, libname, srcname, srcline);
	ret = vsnprintf(buf + len, sizeof(buf) - len, fmt, ap);
	if (ret > 0 && (__sz)ret >= sizeof(buf) - len)
		__builtin_memcpy(buf + sizeof(buf) - sizeof(cut_mark), cut_mark,
				 sizeof(cut_mark));
	len += written(ret, sizeof(buf) - len);
	ukplat_coutk(buf, (unsigned int)len);
}

void _uk_printk(int lvl, const char *libname, const char *srcname,
		unsigned int srcline, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	_uk_vprintk(lvl, libname, srcname, srcline, fmt, ap);
	va_end(ap);
}
