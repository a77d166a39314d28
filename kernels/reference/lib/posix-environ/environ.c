/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The variables of the kernel's command line. Interface: <uk/environ.h>.
 */
#include <string.h>
#include <uk/environ.h>
#include <uk/essentials.h>
#include <uk/libparam.h>

#define TEXT_MAX 1024 /* bytes of all variables; the rest is cut off */

static const char *vars = "PATH=/bin;HOME=/";
UK_LIBPARAM("env.vars", UK_LIBPARAM_CHARP, vars);

unsigned int uk_environ_get(char *envp[], unsigned int max)
{
	static char text[TEXT_MAX];
	unsigned int count = 0;
	char *rest = text, *word;

	strlcpy(text, vars, sizeof(text));
	while (count < max && (word = strtok_r(rest, ";", &rest)) != NULL) {
		if (*word != '=' && strchr(word, '='))
			envp[count++] = word;
	}
	return count;
}
