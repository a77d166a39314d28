/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The file LIST on the share: one line a program, words separated by a space:
 *
 *	NAME LIMIT_MS [skip=STATUS] [out=BYTES]
 *
 * NAME.elf is its file. Interface: program.h.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <uk/9p.h>
#include <uk/9p_file.h>
#include <uk/alloc.h>
#include <uk/print.h>

#include "program.h"
#include "share.h"

#define LIST_NAME "LIST"
#define LIST_MAX (4UL << 20)
#define OUTPUT_MAX_DEFAULT (1UL << 20)
#define NSEC_PER_MSEC 1000000UL

static int read_all(struct uk_9p_file *f, char **text)
{
	__u64 size;
	long len;
	int rc = uk_9p_file_size(f, &size);

	if (rc)
		return rc;
	if (size > LIST_MAX)
		return -EFBIG;
	*text = uk_malloc(uk_alloc_get_default(), size + 1);
	if (!*text)
		return -ENOMEM;
	len = uk_9p_file_read(f, *text, size);
	if (len < 0)
		return (int)len;
	(*text)[len] = '\0';
	return 0;
}

static int read_list(char **text)
{
	struct uk_9p_file f;
	int rc;

	rc = uk_9p_file_open_on(SHARE_TAG, LIST_NAME, UK_9P_RDONLY, &f);
	if (rc)
		return rc;
	rc = read_all(&f, text);
	uk_9p_file_close(&f);
	return rc;
}

/* Cuts the next word off; NULL at the end of the line */
static char *next_word(char **line)
{
	char *word = *line;
	char *end;

	if (!word || !*word)
		return NULL;
	end = strchr(word, ' ');
	*line = end ? end + 1 : NULL;
	if (end)
		*end = '\0';
	return word;
}

/* A number that is the whole text */
static int read_number(const char *text, unsigned long *number)
{
	char *end;

	*number = strtoul(text, &end, 10);
	return *text && !*end ? 0 : -EINVAL;
}

static int read_flag(struct program *p, const char *word)
{
	unsigned long n;

	if (!strncmp(word, "skip=", 5) && !read_number(word + 5, &n)) {
		p->skip_status = (int)n;
		return 0;
	}
	if (!strncmp(word, "out=", 4) && !read_number(word + 4, &n)) {
		p->output_max = n;
		return 0;
	}
	return -EINVAL;
}

/* `line` is changed; the program refers to it */
static int read_line(struct program *p, char *line)
{
	unsigned long limit_ms;
	char *name = next_word(&line);
	char *limit = next_word(&line);
	char *word;

	if (!name || !limit || strlen(name) > PROGRAM_NAME_MAX ||
	    read_number(limit, &limit_ms))
		return -EINVAL;
	p->info.name = name;
	p->info.file = name;
	p->info.line = 1;
	p->limit = limit_ms * NSEC_PER_MSEC;
	p->output_max = OUTPUT_MAX_DEFAULT;
	p->skip_status = -1;
	while ((word = next_word(&line)))
		if (read_flag(p, word))
			return -EINVAL;
	return 0;
}

static unsigned int count_lines(const char *text)
{
	unsigned int n = 0;

	for (; *text; text++)
		n += *text == '\n';
	return n;
}

static int read_lines(char *text, struct program *p, unsigned int count)
{
	for (unsigned int i = 0; i < count; i++) {
		char *end = strchr(text, '\n');

		*end = '\0';
		if (read_line(&p[i], text)) {
			uk_pr_err(SHARE_TAG "/" LIST_NAME
					    ": line %u says nothing\n", i + 1);
			return -EINVAL;
		}
		text = end + 1;
	}
	return 0;
}

int program_list_read(struct program **programs, unsigned int *count)
{
	char *text;
	int rc = read_list(&text);

	if (rc)
		return rc;
	*count = count_lines(text);
	*programs = uk_calloc(uk_alloc_get_default(), *count + 1,
			      sizeof(**programs));
	return *programs ? read_lines(text, *programs, *count) : -ENOMEM;
}
