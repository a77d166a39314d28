/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The stack a program begins with. psABI 3.4.1 (initial stack), 3.4.3 (auxiliary
 * vector); the same on arm64. Interface: image.h.
 */
#include <errno.h>
#include <stddef.h>
#include <string.h>
#include <uk/essentials.h>
#include <uk/program_space.h>
#include <uk/random.h>
#include <uk/rlimit.h>
#include <uk/vma_types.h>

#include <elfloader/machine.h>

#include "image.h"

#define NAME_MAX 256
#define CLOCK_TICKS 100
#define RANDOM_BYTES 16
#define AUX_COUNT 17

static const char *const environment[] = {
	"PATH=/bin",
	"HOME=/",
	"TMPDIR=/tmp",
};
#define ENV_COUNT ARRAY_SIZE(environment)

/* Strings, at the upper end */
struct strings {
	char name[NAME_MAX]; /* `/NAME` */
	char env[ENV_COUNT][32];
	__u8 random[RANDOM_BYTES];
};

struct aux {
	__u64 type, value;
};

/* What the stack pointer points to */
struct start {
	__u64 argc;
	const char *argv[2];
	const char *envp[ENV_COUNT + 1];
	struct aux aux[AUX_COUNT];
};

static void fill_strings(struct strings *s, const char *name)
{
	s->name[0] = '/';
	strncpy(s->name + 1, name, sizeof(s->name) - 2);
	for (unsigned int i = 0; i < ENV_COUNT; i++)
		strncpy(s->env[i], environment[i], sizeof(s->env[i]) - 1);
	uk_random_bytes(s->random, sizeof(s->random));
}

static void fill_aux(struct aux *aux, const struct elf_image *image,
		     const struct strings *s)
{
	const struct aux vector[AUX_COUNT] = {
		{ELF_AT_PHDR, image->phdr},
		{ELF_AT_PHENT, sizeof(struct elf_phdr)},
		{ELF_AT_PHNUM, image->phnum},
		{ELF_AT_PAGESZ, PAGE_SIZE},
		{ELF_AT_BASE, 0},
		{ELF_AT_FLAGS, 0},
		{ELF_AT_ENTRY, image->entry},
		{ELF_AT_UID, 0},
		{ELF_AT_EUID, 0},
		{ELF_AT_GID, 0},
		{ELF_AT_EGID, 0},
		{ELF_AT_HWCAP, elf_machine_hwcap()},
		{ELF_AT_CLKTCK, CLOCK_TICKS},
		{ELF_AT_SECURE, 0},
		{ELF_AT_RANDOM, (__u64)s->random},
		{ELF_AT_EXECFN, (__u64)s->name},
		{ELF_AT_NULL, 0},
	};

	memcpy(aux, vector, sizeof(vector));
}

/* Demand paged, as large as the limit says; the page below faults */
static int map_stack(bool has_code)
{
	struct uk_vas *vas = uk_vas_get_active();
	__sz len = PAGE_ALIGN_UP(uk_rlimit_cur(UK_RLIMIT_STACK));
	__sz area_len = len + UK_VMA_STACK_GUARDS_SIZE;
	__vaddr_t area = UK_PROGRAM_MAP_END - area_len;
	int rc = uk_vma_map_stack(vas, &(__vaddr_t){area}, len, 0, NULL, 0);

	if (rc || !has_code)
		return rc;
	return uk_vma_set_attr(vas, area, area_len, PAGE_ATTR_PROT_RWX, 0);
}

int elf_make_stack(const struct elf_image *image, const char *name, __uptr *sp)
{
	__uptr top = UK_PROGRAM_MAP_END - UK_VMA_STACK_TOP_GUARD_SIZE;
	struct strings *s = (struct strings *)(top - sizeof(*s)) ;
	struct start *start;
	int rc = map_stack(image->wants_code_on_stack);

	if (rc)
		return rc;
	fill_strings(s, name);
	start = (struct start *)ALIGN_DOWN((__uptr)s - sizeof(*start), 16UL);
	start->argc = 1;
	start->argv[0] = s->name;
	for (unsigned int i = 0; i < ENV_COUNT; i++)
		start->envp[i] = s->env[i];
	fill_aux(start->aux, image, s);
	*sp = (__uptr)start;
	return 0;
}
