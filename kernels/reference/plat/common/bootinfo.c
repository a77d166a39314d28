/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Boot information and the map of memory regions. The list stays sorted and
 * free of overlaps whatever order the boot protocol reports things in.
 */
#include <errno.h>
#include <uk/plat/bootinfo.h>
#include <uk/plat/bootstrap.h>
#include <uk/print.h>

static struct ukplat_bootinfo bootinfo = {
	.bootloader = "unknown",
	.bootprotocol = "unknown",
	.cmdline = "",
};

struct ukplat_bootinfo *ukplat_bootinfo_get(void)
{
	return &bootinfo;
}

const char *ukplat_get_cmdline(void)
{
	return bootinfo.cmdline;
}

static __paddr_t end_of(const struct ukplat_memregion_desc *mrd)
{
	return mrd->pbase + mrd->len;
}

static void set_name(struct ukplat_memregion_desc *mrd, const char *name)
{
	__sz i;

	for (i = 0; i < sizeof(mrd->name) - 1 && name[i]; i++)
		mrd->name[i] = name[i];
	mrd->name[i] = '\0';
}

/* Inserts at its place a region that overlaps no other. */
static int insert(__paddr_t pbase, __sz len, __u16 type, __u16 flags,
		  const char *name)
{
	struct ukplat_memregion_desc *r = bootinfo.regions;
	__u32 at = 0;
	__u32 i;

	if (bootinfo.nregions == UKPLAT_BOOTINFO_MAX_REGIONS)
		return -ENOMEM;
	while (at < bootinfo.nregions && r[at].pbase < pbase)
		at++;
	for (i = bootinfo.nregions; i > at; i--)
		r[i] = r[i - 1];
	r[at].pbase = pbase;
	r[at].vbase = pbase;
	r[at].len = len;
	r[at].type = type;
	r[at].flags = flags;
	set_name(&r[at], name);
	bootinfo.nregions++;
	return 0;
}

static void remove_at(__u32 at)
{
	bootinfo.nregions--;
	for (; at < bootinfo.nregions; at++)
		bootinfo.regions[at] = bootinfo.regions[at + 1];
}

/* Adds the parts of a free range that no region covers yet. */
static int add_free(__paddr_t start, __paddr_t end, __u16 flags,
		    const char *name)
{
	const struct ukplat_memregion_desc *r = bootinfo.regions;
	__u32 i;
	int rc;

	for (i = 0; i < bootinfo.nregions && start < end; i++) {
		if (end_of(&r[i]) <= start)
			continue;
		if (r[i].pbase >= end)
			break;
		if (r[i].pbase > start) {
			rc = insert(start, r[i].pbase - start,
				    UKPLAT_MEMRT_FREE, flags, name);
			if (rc)
				return rc;
			i++;
		}
		start = end_of(&r[i]);
	}
	if (start >= end)
		return 0;
	return insert(start, end - start, UKPLAT_MEMRT_FREE, flags, name);
}

/* Takes [start, end) out of free region `i`, which overlaps it; what is left
 * behind `end` becomes a region of its own.
 */
static int carve(__u32 i, __paddr_t start, __paddr_t end)
{
	struct ukplat_memregion_desc free = bootinfo.regions[i];
	__paddr_t tail = end_of(&free);
	int rc = 0;

	if (free.pbase < start)
		bootinfo.regions[i].len = start - free.pbase;
	else
		remove_at(i);
	if (tail > end)
		rc = insert(end, tail - end, free.type, free.flags, free.name);
	return rc;
}

static __bool overlaps(const struct ukplat_memregion_desc *mrd, __paddr_t start,
		       __paddr_t end)
{
	return mrd->pbase < end && end_of(mrd) > start;
}

static int add_used(__paddr_t start, __paddr_t end, __u16 type, __u16 flags,
		    const char *name)
{
	struct ukplat_memregion_desc *r = bootinfo.regions;
	__u32 i;
	int rc;

	for (i = 0; i < bootinfo.nregions; i++)
		if (overlaps(&r[i], start, end) &&
		    r[i].type != UKPLAT_MEMRT_FREE)
			return -EEXIST;
	for (i = bootinfo.nregions; i-- > 0;) {
		if (!overlaps(&r[i], start, end))
			continue;
		rc = carve(i, start, end);
		if (rc)
			return rc;
	}
	return insert(start, end - start, type, flags, name);
}

int ukplat_bootinfo_add(__paddr_t pbase, __sz len, __u16 type, __u16 flags,
			const char *name)
{
	if (!len)
		return 0;
	if (pbase + len < pbase)
		return -EINVAL;
	if (type == UKPLAT_MEMRT_FREE)
		return add_free(pbase, pbase + len, flags, name);
	return add_used(pbase, pbase + len, type, flags, name);
}

void ukplat_bootinfo_print(void)
{
	const struct ukplat_memregion_desc *r = bootinfo.regions;
	__u32 i;

	uk_pr_info("Boot loader : %s-%s\n", bootinfo.bootloader,
		   bootinfo.bootprotocol);
	uk_pr_info("Command line: %s\n", bootinfo.cmdline);
	uk_pr_info("Boot memory map:\n");
	for (i = 0; i < bootinfo.nregions; i++)
		uk_pr_info(" %012lx-%012lx %012lx %c%c%c %016lx %s\n",
			   r[i].pbase, end_of(&r[i]), r[i].len,
			   r[i].flags & UKPLAT_MEMRF_READ ? 'r' : '-',
			   r[i].flags & UKPLAT_MEMRF_WRITE ? 'w' : '-',
			   r[i].flags & UKPLAT_MEMRF_EXECUTE ? 'x' : '-',
			   r[i].vbase, r[i].name);
}
