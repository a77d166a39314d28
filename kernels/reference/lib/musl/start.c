/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Starts musl in the thread that boots: what Linux hands to a new program on its
 * stack (System V gABI, auxiliary vector; ELF program headers), made by hand, and
 * musl's own initialization. From then on this thread's pointer is musl's.
 */
#include <uk/arch/limits.h>
#include <uk/environ.h>
#include <uk/essentials.h>
#include <uk/init.h>
#include <uk/plat/time.h>

#include "elf_types.h"

void __init_libc(char **envp, char *program_name);
void __libc_start_init(void);

extern const char _tls_start[], _tls_end[], _tls_align[];

static struct elf64_phdr tls_header;
static __u64 random_bytes[2];

#define ENVIRONMENT_MAX 32

/* envp, its end, then pairs of the auxiliary vector, as on a new stack */
static __uptr start_block[ENVIRONMENT_MAX + 1 + 2 * 8];

static __uptr *put(__uptr *p, __uptr type, __uptr value)
{
	p[0] = type;
	p[1] = value;
	return p + 2;
}

static void describe_tls(void)
{
	__sz size = (__sz)(_tls_end - _tls_start);

	tls_header = (struct elf64_phdr){
		.type = PT_TLS,
		.vaddr = (__u64)_tls_start,
		.filesz = size,
		.memsz = size,
		.align = (__u64)_tls_align,
	};
}

/* The seed of malloc's check values; guests are told apart by time alone */
static void fill_random(void)
{
	random_bytes[0] = ukplat_monotonic_clock() * 0x9e3779b97f4a7c15UL;
	random_bytes[1] = random_bytes[0] * 0xbf58476d1ce4e5b9UL + 1;
}

static int start_musl(struct uk_init_ctx *ctx __unused)
{
	static char name[] = "ukmatrix";
	__uptr *p = start_block + 1; /* the environment's end */

	describe_tls();
	fill_random();
	p += uk_environ_get((char **)start_block, ENVIRONMENT_MAX);
	p = put(p, AT_PHDR, (__uptr)&tls_header);
	p = put(p, AT_PHENT, sizeof(tls_header));
	p = put(p, AT_PHNUM, 1);
	p = put(p, AT_PAGESZ, __PAGE_SIZE);
	p = put(p, AT_RANDOM, (__uptr)random_bytes);
	put(p, AT_NULL, 0);
	__init_libc((char **)start_block, name);
	__libc_start_init();
	return 0;
}

uk_lib_initcall_prio(start_musl, 0, 0);
