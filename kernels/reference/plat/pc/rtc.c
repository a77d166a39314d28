/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Real-time clock: Motorola MC146818, by index and data port. Where there is
 * none, reads give all ones, which is no time. QEMU's is set to UTC.
 */
#include <uk/essentials.h>
#include <uk/plat/rtc.h>
#include <x86/cpu.h>

#define PORT_INDEX 0x70
#define PORT_DATA 0x71
#define NMI_OFF 0x80

#define REG_SECOND 0
#define REG_MINUTE 2
#define REG_HOUR 4
#define REG_DAY 7
#define REG_MONTH 8
#define REG_YEAR 9
#define REG_A 10
#define REG_A_UPDATING 0x80
#define REG_B 11
#define REG_B_24_HOURS 0x02
#define REG_B_BINARY 0x04

#define READ_TRIES 1000000

struct date {
	unsigned int second, minute, hour, day, month, year;
};

static unsigned int reg(unsigned int index)
{
	x86_outb(PORT_INDEX, (__u8)(NMI_OFF | index));
	return x86_inb(PORT_DATA);
}

static unsigned int number(unsigned int index, unsigned int mode)
{
	unsigned int value = reg(index);

	return mode & REG_B_BINARY ? value : (value >> 4) * 10 + (value & 15);
}

static void read_date(struct date *d, unsigned int mode)
{
	d->second = number(REG_SECOND, mode);
	d->minute = number(REG_MINUTE, mode);
	d->hour = number(REG_HOUR, mode);
	d->day = number(REG_DAY, mode);
	d->month = number(REG_MONTH, mode);
	d->year = 2000 + number(REG_YEAR, mode);
}

/* A time that was read while it changed is read again. @return whether there is
 * one
 */
static int read_stable(struct date *d)
{
	unsigned int mode = reg(REG_B);
	int i;

	if (mode == 0xff || !(mode & REG_B_24_HOURS))
		return 0;
	for (i = 0; i < READ_TRIES; i++) {
		if (reg(REG_A) & REG_A_UPDATING)
			continue;
		read_date(d, mode);
		if (!(reg(REG_A) & REG_A_UPDATING) &&
		    number(REG_SECOND, mode) == d->second)
			return d->month >= 1 && d->month <= 12;
	}
	return 0;
}

/* Days since 1970; years from March, so that the leap day is a year's last */
static __u64 days(const struct date *d)
{
	unsigned int month = (d->month + 9) % 12;
	unsigned int year = d->year - (month >= 10);

	return 365UL * year + year / 4 - year / 100 + year / 400 +
	       (153 * month + 2) / 5 + d->day - 1 - 719468;
}

__u64 ukplat_rtc_read(void)
{
	struct date d;

	if (!read_stable(&d))
		return 0;
	return days(&d) * 86400 + d.hour * 3600 + d.minute * 60 + d.second;
}
