/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Describes system calls, and prints each as it returns if the kernel's command
 * line says `syscall.strace`. Interface: <uk/syscall_trace.h>.
 */
#include <stdbool.h>
#include <string.h>
#include <uk/file_abi.h>
#include <uk/init.h>
#include <uk/libparam.h>
#include <uk/plat/console.h>
#include <uk/syscall.h>
#include <uk/syscall_trace.h>
#include <uk/useraccess.h>

#include "strace.h"

#define LINE_MAX 512
#define SHOWN_MAX 32 /* bytes of a string or buffer */

static __bool is_enabled;
UK_LIBPARAM("syscall.strace", UK_LIBPARAM_BOOL, is_enabled);

static const struct {
	unsigned int flag;
	const char *name;
} open_flags[] = {
	{O_CREAT, "O_CREAT"},	    {O_EXCL, "O_EXCL"},
	{O_NOCTTY, "O_NOCTTY"},	    {O_TRUNC, "O_TRUNC"},
	{O_APPEND, "O_APPEND"},	    {O_NONBLOCK, "O_NONBLOCK"},
	{O_DIRECTORY, "O_DIRECTORY"}, {O_NOFOLLOW, "O_NOFOLLOW"},
	{O_CLOEXEC, "O_CLOEXEC"},   {O_PATH, "O_PATH"},
	{UK_O_TMPFILE, "O_TMPFILE"},
};

static void put_open_flags(struct uk_streambuf *sb, unsigned int flags)
{
	static const char *const modes[] = {"O_RDONLY", "O_WRONLY", "O_RDWR",
					    "O_ACCMODE"};

	uk_streambuf_strcpy(sb, modes[flags & O_ACCMODE]);
	flags &= ~(unsigned int)(O_ACCMODE | O_LARGEFILE);
	for (unsigned int i = 0; i < ARRAY_SIZE(open_flags); i++) {
		if (!(flags & open_flags[i].flag))
			continue;
		uk_streambuf_printf(sb, "|%s", open_flags[i].name);
		flags &= ~open_flags[i].flag;
	}
	if (flags)
		uk_streambuf_printf(sb, "|0x%x", flags);
}

static void put_byte(struct uk_streambuf *sb, unsigned char c)
{
	switch (c) {
	case '\n':
		uk_streambuf_strcpy(sb, "\\n");
		break;
	case '"':
	case '\\':
		uk_streambuf_printf(sb, "\\%c", c);
		break;
	default:
		uk_streambuf_printf(sb, c < ' ' || c > '~' ? "\\x%02x" : "%c",
				    c);
	}
}

/* @param len bytes there; more than SHOWN_MAX end in dots */
static void put_bytes(struct uk_streambuf *sb, const void *user, size_t len)
{
	char bytes[SHOWN_MAX];
	size_t shown = MIN(len, sizeof(bytes));

	if (!user || uk_copy_from_user(bytes, user, shown)) {
		uk_streambuf_printf(sb, "%p", user);
		return;
	}
	uk_streambuf_strcpy(sb, "\"");
	for (size_t i = 0; i < shown; i++)
		put_byte(sb, (unsigned char)bytes[i]);
	uk_streambuf_strcpy(sb, shown < len ? "\"..." : "\"");
}

static void put_string(struct uk_streambuf *sb, const char *user)
{
	char text[SHOWN_MAX + 1];
	long len = uk_copy_string_from_user(text, user, sizeof(text));

	if (len == -ENAMETOOLONG)
		put_bytes(sb, user, sizeof(text));
	else
		put_bytes(sb, len < 0 ? NULL : user, (size_t)len);
	if (len == -EFAULT && user)
		uk_streambuf_printf(sb, "=%p", user);
}

static void put_number(struct uk_streambuf *sb, char kind, long value)
{
	switch (kind) {
	case 'd':
		uk_streambuf_printf(sb, "%ld", value);
		break;
	case 'o':
		uk_streambuf_printf(sb, "0%lo", (unsigned long)value);
		break;
	case 'f':
		uk_streambuf_printf(sb, "fd:%d", (int)value);
		break;
	case 'p':
		if (!value) {
			uk_streambuf_strcpy(sb, "NULL");
			break;
		}
		__fallthrough;
	default:
		uk_streambuf_printf(sb, "0x%lx", (unsigned long)value);
	}
}

static void put_argument(struct uk_streambuf *sb, char kind, const long *arg,
			 long result)
{
	switch (kind) {
	case 'a':
		if ((int)*arg == AT_FDCWD)
			uk_streambuf_strcpy(sb, "AT_FDCWD");
		else
			put_number(sb, 'f', *arg);
		break;
	case 's':
		put_string(sb, (const char *)*arg);
		break;
	case 'b':
		put_bytes(sb, (const void *)arg[0], (size_t)arg[1]);
		break;
	case 'r':
		if (result > 0)
			put_bytes(sb, (const void *)*arg, (size_t)result);
		else
			put_number(sb, 'p', *arg);
		break;
	case 'F':
		put_open_flags(sb, (unsigned int)*arg);
		break;
	default:
		put_number(sb, kind, *arg);
	}
}

static void put_result(struct uk_streambuf *sb, char kind, long result)
{
	if (result >= 0 || result < -_UK_SYSCALL_ERRNO_MAX)
		put_number(sb, kind, result);
	else
		uk_streambuf_printf(sb, "%ld (%s)", result,
				    strerror((int)-result));
}

void uk_syscall_describe(struct uk_streambuf *sb, long nr, const long args[6],
			 long result)
{
	const char *name = uk_syscall_name(nr);
	const struct strace_format *f = name ? strace_format(name) : NULL;
	unsigned int count = f ? (unsigned int)strlen(f->args)
			       : uk_syscall_arg_count(nr);

	if (name)
		uk_streambuf_printf(sb, "%s(", name);
	else
		uk_streambuf_printf(sb, "syscall_%ld(", nr);
	for (unsigned int i = 0; i < count; i++) {
		if (i)
			uk_streambuf_strcpy(sb, ", ");
		put_argument(sb, f ? f->args[i] : 'x', &args[i], result);
	}
	uk_streambuf_strcpy(sb, ") = ");
	put_result(sb, f ? f->result : 'd', result);
}

static void print(long nr, const long args[6], long result)
{
	char line[LINE_MAX];
	struct uk_streambuf sb;

	uk_streambuf_init(&sb, line, sizeof(line) - 1, UK_STREAMBUF_C_TERMSHIFT);
	uk_syscall_describe(&sb, nr, args, result);
	strcat(line, "\n");
	ukplat_coutk(line, (unsigned int)strlen(line));
}

static int start(struct uk_init_ctx *ctx __unused)
{
	if (is_enabled)
		uk_syscall_set_tracer(print);
	return 0;
}

uk_early_initcall_prio(start, 0, 1);
