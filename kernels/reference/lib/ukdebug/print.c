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

/* A message as it leaves; `buf` has UK_PRINTK_MAX_LEN bytes. Returns its length. */
static __sz compose(char *buf, int lvl, const char *libname,
		    const char *srcname, unsigned int srcline,
		    const char *fmt, va_list ap)
{
	static const char cut_mark[] = "...\n";
	const __sz size = UK_PRINTK_MAX_LEN;
	__sz len = put_prefix(buf, size, lvl, libname, srcname, srcline);
	int ret = vsnprintf(buf + len, size - len, fmt, ap);

	if (ret > 0 && (__sz)ret >= size - len)
		__builtin_memcpy(buf + size - sizeof(cut_mark), cut_mark,
				 sizeof(cut_mark));
	return len + written(ret, size - len);
}

void _uk_vprintk(int lvl, const char *libname, const char *srcname,
		 unsigned int srcline, const char *fmt, va_list ap)
{
	char buf[UK_PRINTK_MAX_LEN];
	__sz len;

	if (lvl < KLVL_MIN || lvl > KLVL_CRIT)
		return;
	len = compose(buf, lvl, libname, srcname, srcline, fmt, ap);
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

void uk_info_later(const char *fmt, ...)
{
	char buf[UK_PRINTK_MAX_LEN];
	va_list ap;
	__sz len;

	if (KLVL_INFO < KLVL_MIN)
		return;
	va_start(ap, fmt);
	len = compose(buf, KLVL_INFO, NULL, NULL, 0, fmt, ap);
	va_end(ap);
	ukplat_coutk_later(buf, (unsigned int)len);
}
