/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Mappings of files. A private one is a copy, made at once: what it shows of later
 * changes of the file is unspecified anyway (POSIX.1-2017 mmap()). A shared one
 * shows the pages of the file itself; those that the file gets later are mapped
 * when they are touched. Interface: internal.h.
 */
#include <errno.h>
#include <string.h>
#include <uk/arch/memtag.h>
#include <uk/fdtab.h>
#include <uk/file.h>

#include "file.h"
#include "internal.h"

/* /dev/zero: major 1, minor 5 (Linux devices.txt) */
#define ZERO_DEVICE 0x105

struct file_area {
	struct uk_vma vma;
	struct uk_file *file;
	__u64 index; /* page of the file at vma.start */
};

struct file_args {
	struct uk_file *file;
	__u64 index;
};

static const struct file_area *area_of(const struct uk_vma *vma)
{
	return __containerof(vma, const struct file_area, vma);
}

static int new_area(struct uk_vas *vas, struct uk_file *file, __u64 index,
		    struct uk_vma **vma)
{
	struct file_area *a = uk_malloc(vas->a, sizeof(*a));

	if (!a)
		return -ENOMEM;
	a->file = file;
	a->index = index;
	uk_file_get(file);
	uk_file_map_get(file);
	*vma = &a->vma;
	return 0;
}

static int area_new(struct uk_vas *vas, __vaddr_t vaddr __unused,
		    __sz len __unused, void *data,
		    unsigned long attr __unused, unsigned long *flags __unused,
		    struct uk_vma **vma)
{
	const struct file_args *args = data;

	return new_area(vas, args->file, args->index, vma);
}

static void area_destroy(struct uk_vma *vma)
{
	struct uk_file *file = area_of(vma)->file;

	uk_file_map_put(file);
	uk_file_put(file);
}

/* Pages are mapped by mmap_file_fault(), in the context of a thread */
static int area_fault(struct uk_vma *vma __unused,
		      struct uk_vm_fault *fault __unused)
{
	return -EFAULT;
}

static int area_unmap(struct uk_vma *vma, __vaddr_t vaddr, __sz len)
{
	return ukplat_page_unmap(vma->vas->pt, vaddr, len >> PAGE_SHIFT,
				 PAGE_FLAG_KEEP_FRAMES);
}

static int area_split(struct uk_vma *vma, __vaddr_t vaddr,
		      struct uk_vma **upper)
{
	const struct file_area *a = area_of(vma);

	return new_area(vma->vas, a->file,
			a->index + ((vaddr - vma->start) >> PAGE_SHIFT), upper);
}

static int area_merge(struct uk_vma *vma __unused, struct uk_vma *next __unused)
{
	return -EPERM;
}

static int area_set_attr(struct uk_vma *vma, unsigned long attr)
{
	return ukplat_page_set_attr(vma->vas->pt, vma->start,
				    uk_vma_len(vma) >> PAGE_SHIFT, attr, 0);
}

static const struct uk_vma_ops file_ops = {
	.new = area_new,
	.destroy = area_destroy,
	.fault = area_fault,
	.unmap = area_unmap,
	.split = area_split,
	.merge = area_merge,
	.set_attr = area_set_attr,
};

bool mmap_file_has(const struct uk_vma *vma)
{
	return vma->ops == &file_ops;
}

int mmap_file_fault(const struct uk_vma *vma, __vaddr_t vaddr)
{
	const struct file_area *a = area_of(vma);
	__u64 index = a->index + ((vaddr - vma->start) >> PAGE_SHIFT);
	__vaddr_t page;

	if ((__s64)(index << PAGE_SHIFT) >= a->file->attr.size)
		return -EFAULT;
	/* Whoever maps it has no tags there */
	page = ukarch_memtag_strip((__vaddr_t)uk_file_page(a->file, index,
							   true));
	if (!page)
		return -ENOMEM;
	return ukplat_page_map(vma->vas->pt, PAGE_ALIGN_DOWN(vaddr),
			       page - DIRECTMAP_AREA_START, 1, vma->attr, 0);
}

void mmap_file_sync(__vaddr_t vaddr, __sz len)
{
	const struct uk_vma *vma = uk_vma_first(uk_vas_get_active());

	for (; vma; vma = uk_vma_next(vma))
		if (mmap_file_has(vma) && vma->attr & PAGE_ATTR_PROT_WRITE &&
		    vma->start < vaddr + len && vma->end > vaddr)
			uk_file_touch(area_of(vma)->file, UK_ATTR_MTIME);
}

void uk_file_shrunk(struct uk_file *f)
{
	struct uk_vas *vas = uk_vas_get_active();
	__u64 end = DIV_ROUND_UP((__u64)f->attr.size, PAGE_SIZE);
	const struct uk_vma *vma;
	const struct file_area *a;
	__u64 pages, kept;

	for (vma = uk_vma_first(vas); vma; vma = uk_vma_next(vma)) {
		if (!mmap_file_has(vma))
			continue;
		a = area_of(vma);
		pages = uk_vma_len(vma) >> PAGE_SHIFT;
		kept = end > a->index ? MIN(end - a->index, pages) : 0;
		if (a->file == f && kept < pages)
			ukplat_page_unmap(vas->pt,
					  vma->start + (kept << PAGE_SHIFT),
					  pages - kept, PAGE_FLAG_KEEP_FRAMES);
	}
}

/* What the file has now; kernel code does not wait for the rest */
static int map_shared(struct uk_file *file, __vaddr_t vaddr, __sz len,
		      unsigned long prot, unsigned long vma_flags, __u64 index)
{
	struct file_args args = {file, index};
	struct uk_vas *vas = uk_vas_get_active();
	const struct uk_vma *vma;
	int rc;

	if (file->attr.size && !uk_file_page(file, 0, true))
		return -ENODEV;
	rc = uk_vma_map(vas, &vaddr, len, prot, vma_flags, NULL, &file_ops,
			&args);
	if (rc)
		return rc;
	vma = uk_vma_find(vas, vaddr);
	for (__sz off = 0; off < len; off += PAGE_SIZE)
		if (mmap_file_fault(vma, vaddr + off))
			break;
	return 0;
}

/* A copy; beyond the file's end it is zero to the end of the page, and then there
 * is nothing
 */
static int map_copy(struct uk_ofile *of, __vaddr_t vaddr, __sz len,
		    unsigned long prot, unsigned long vma_flags, __u64 offset)
{
	struct uk_vas *vas = uk_vas_get_active();
	__s64 size = of->file->attr.size;
	__u64 has = (__s64)offset < size ? (__u64)size - offset : 0;
	long rc = 0;

	has = MIN(has, (__u64)len);
	rc = uk_vma_map_anon(vas, &vaddr, len, PAGE_ATTR_PROT_RW, vma_flags,
			     NULL);
	if (rc)
		return (int)rc;
	rc = uk_ofile_pread(of, (void *)vaddr, has, (__s64)offset);
	if (rc >= 0 && PAGE_ALIGN_UP(has) < len)
		rc = mmap_nothing(vaddr + PAGE_ALIGN_UP(has),
				  len - PAGE_ALIGN_UP(has));
	if (rc >= 0 && has)
		rc = uk_vma_set_attr(vas, vaddr, PAGE_ALIGN_UP(has), prot, 0);
	if (rc >= 0)
		return 0;
	uk_vma_unmap(vas, vaddr, len, 0);
	return (int)rc;
}

static int check_rights(const struct uk_ofile *of, unsigned long prot,
			int flags)
{
	if (!uk_ofile_can_read(of))
		return -EACCES;
	if ((flags & MAP_TYPE) != MAP_PRIVATE &&
	    (prot & PAGE_ATTR_PROT_WRITE) && !uk_ofile_can_write(of))
		return -EACCES;
	return 0;
}

static int map_open(struct uk_ofile *of, __vaddr_t vaddr, __sz len,
		    unsigned long prot, int flags, unsigned long vma_flags,
		    __u64 offset)
{
	int rc = check_rights(of, prot, flags);

	if (rc)
		return rc;
	if (uk_file_is(of->file, S_IFCHR) && of->file->attr.rdev == ZERO_DEVICE)
		return uk_vma_map_anon(uk_vas_get_active(), &vaddr, len, prot,
				       vma_flags, NULL);
	if (!uk_file_is(of->file, S_IFREG))
		return -ENODEV;
	if ((flags & MAP_TYPE) == MAP_PRIVATE)
		return map_copy(of, vaddr, len, prot, vma_flags, offset);
	return map_shared(of->file, vaddr, len, prot,
			  vma_flags & UK_VMA_MAP_REPLACE, offset >> PAGE_SHIFT);
}

int mmap_file(int fd, __vaddr_t vaddr, __sz len, unsigned long prot, int flags,
	      unsigned long vma_flags, __u64 offset)
{
	struct uk_ofile *of = uk_fdtab_get_open(fd);
	int rc;

	if (!of)
		return -EBADF;
	rc = map_open(of, vaddr, len, prot, flags, vma_flags, offset);
	if (!rc && !(of->flags & O_NOATIME))
		uk_file_touch(of->file, UK_ATTR_ATIME);
	uk_ofile_put(of);
	return rc;
}
