/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Values of parameters. The table of parameters is collected by the linker.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <uk/alloc.h>
#include <uk/config.h>
#include <uk/init.h>
#include <uk/libparam.h>
#include <uk/print.h>

static const struct uk_libparam table_start[0]
	__section(".uk_table.libparam.0") __align(8) __used;
static const struct uk_libparam table_end[0]
	__section(".uk_table.libparam.z") __align(8) __used;

/* QEMU adds the addresses of microvm's devices to the end of the line. */
static const char device_word[] = "virtio_mmio.device=";

static const struct uk_libparam *find(const char *name, __sz len)
{
	const struct uk_libparam *p = table_start;
	const struct uk_libparam *end = table_end;

	/* two objects as far as the compiler knows, one table when linked */
	__asm__("" : "+r"(p), "+r"(end));
	for (; p < end; p++)
		if (strlen(p->name) == len && !memcmp(p->name, name, len))
			return p;
	return NULL;
}

static int set_bool(__bool *var, const char *value)
{
	static const char *const names[][2] = {
		{"0", "1"}, {"off", "on"}, {"no", "yes"}, {"n", "y"}};
	unsigned int i;

	for (i = 0; i < 2 * ARRAY_SIZE(names); i++) {
		if (!strcmp(value, names[i / 2][i % 2])) {
			*var = i % 2;
			return 0;
		}
	}
	return -EINVAL;
}

static int set_u64(__u64 *var, const char *value)
{
	char *end;
	__u64 number;

	if (*value < '0' || *value > '9')
		return -EINVAL;
	errno = 0;
	number = strtoul(value, &end, 0);
	if (*end || errno)
		return -EINVAL;
	*var = number;
	return 0;
}

int uk_libparam_set(char *word)
{
	char *equals = strchr(word, '=');
	__sz len = equals ? (__sz)(equals - word) : strlen(word);
	const struct uk_libparam *p = find(word, len);

	if (!p)
		return -ENOENT;
	switch (p->type) {
	case UK_LIBPARAM_CHARP:
		if (!equals)
			return -EINVAL;
		*(const char **)p->var = equals + 1;
		return 0;
	case UK_LIBPARAM_BOOL:
		return set_bool(p->var, equals ? equals + 1 : "1");
	case UK_LIBPARAM_U64:
		return equals ? set_u64(p->var, equals + 1) : -EINVAL;
	}
	return -EINVAL;
}

static __bool is_device(const char *word)
{
	return !strncmp(word, device_word, sizeof(device_word) - 1);
}

/* Words before `--`. Returns how many words that are, the `--` included. */
static int set_params(char *words[], int count)
{
	int i;
	int rc;

	for (i = 0; i < count; i++) {
		if (!strcmp(words[i], "--"))
			return i + 1;
		if (is_device(words[i]))
			continue;
		rc = uk_libparam_set(words[i]);
		if (rc == -ENOENT) {
			uk_pr_warn("Unknown parameter: %s\n", words[i]);
		} else if (rc) {
			uk_pr_err("Bad value: %s\n", words[i]);
			return rc;
		}
	}
	return count;
}

/* argv starts one place before the words after `--`, with the image's name. */
static void set_arguments(struct uk_init_ctx *ctx, char *argv[], int count)
{
	static char name[] = CONFIG_UK_NAME;
	int argc = 1;
	int i;

	argv[0] = name;
	for (i = 1; i <= count; i++)
		if (!is_device(argv[i]))
			argv[argc++] = argv[i];
	argv[argc] = NULL;
	ctx->cmdline.argc = argc;
	ctx->cmdline.argv = argv;
}

/* `words` has a place before the first word and one behind the last. */
static int parse_words(char *text, char **words, int max,
		       struct uk_init_ctx *ctx)
{
	int count = uk_libparam_split(text, words + 1, max);
	int used;

	if (count < 0)
		return count;
	used = set_params(words + 1, count);
	if (used < 0)
		return used;
	set_arguments(ctx, words + used, count - used);
	return 0;
}

int uk_libparam_parse(struct uk_alloc *a, const char *cmdline,
		      struct uk_init_ctx *ctx)
{
	__sz len = strlen(cmdline) + 1;
	__sz max = len / 2 + 1; /* a word needs two bytes at least */
	char *text = uk_malloc(a, len);
	char **words = uk_calloc(a, max + 2, sizeof(*words));
	int rc = -ENOMEM;

	if (text && words) {
		memcpy(text, cmdline, len);
		rc = parse_words(text, words, (int)max, ctx);
	}
	if (rc) {
		uk_free(a, text);
		uk_free(a, words);
		return rc;
	}
	ctx->params = cmdline;
	return 0;
}
