/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * One call at the end of a run: picks the output that the command line or the
 * configuration names, and reports in one line what became of it.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <uk/config.h>
#include <uk/essentials.h>
#include <uk/gcov.h>
#include <uk/libparam.h>
#include <uk/plat/console.h>

#define FOLDER "gcda"
#define LINE_LEN 128

#if defined(CONFIG_LIBUKGCOV_OUTPUT_FILE)
#define OUT_DEFAULT UKGCOV_OUT_FILE
#elif defined(CONFIG_LIBUKGCOV_OUTPUT_CONSOLE)
#define OUT_DEFAULT UKGCOV_OUT_CONSOLE
#else
#define OUT_DEFAULT UKGCOV_OUT_MEMORY
#endif

/* ukgcov.out=file|console|memory|none */
static const char *wanted;
UK_LIBPARAM("ukgcov.out", UK_LIBPARAM_CHARP, wanted);

static const struct {
	const char *name;
	int out;
} choices[] = {
	{ "none", UKGCOV_OUT_NONE },
	{ "file", UKGCOV_OUT_FILE },
	{ "console", UKGCOV_OUT_CONSOLE },
	{ "memory", UKGCOV_OUT_MEMORY },
};

static int chosen_output(void)
{
	if (!wanted)
		return OUT_DEFAULT;
	for (size_t i = 0; i < ARRAY_SIZE(choices); i++)
		if (strcmp(choices[i].name, wanted) == 0)
			return choices[i].out;
	return -EINVAL;
}

static int dump(int out, struct ukgcov_result *result)
{
	switch (out) {
	case UKGCOV_OUT_FILE:
		return ukgcov_dump_file(FOLDER, result);
	case UKGCOV_OUT_CONSOLE:
		return ukgcov_dump_console(result);
	case UKGCOV_OUT_MEMORY:
		return ukgcov_dump_memory(result);
	default:
		return -EINVAL;
	}
}

static const char *place(int out)
{
	for (size_t i = 0; i < ARRAY_SIZE(choices); i++)
		if (choices[i].out == out)
			return choices[i].name;
	return "ukgcov.out=";
}

int ukgcov_dump_info(void)
{
	struct ukgcov_result result;
	char line[LINE_LEN];
	int len, rc, out = chosen_output();

	if (out == UKGCOV_OUT_NONE)
		return 0;
	rc = dump(out, &result);
	if (rc)
		len = snprintf(line, sizeof(line), "ukgcov: error %d %s\n", rc,
			       place(out));
	else
		len = snprintf(line, sizeof(line),
			       "ukgcov: wrote %u files, %llu bytes\n",
			       result.file_count,
			       (unsigned long long)result.bundle_len);
	ukplat_coutk_line(line, (unsigned int)len);
	return rc;
}

void gcov_dump_info(void)
{
	ukgcov_dump_info();
}
