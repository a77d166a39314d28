/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX getopt: unknown options and missing arguments, `?` or `:`, optopt, messages only when wanted */
#define _XOPEN_SOURCE 700
#include "check.h"
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static char message[200];

/* What getopt() wrote to stderr, by way of a pipe. */
static int with_stderr(int argc, char **argv, const char *options)
{
	int pipes[2], old = dup(2), c;
	ssize_t len;

	REQUIRE(old >= 0 && pipe(pipes) == 0);
	REQUIRE(dup2(pipes[1], 2) == 2);
	close(pipes[1]);
	optind = 1;
	c = getopt(argc, argv, options);
	fflush(stderr);
	dup2(old, 2);
	close(old);
	len = read(pipes[0], message, sizeof(message) - 1);
	message[len > 0 ? len : 0] = '\0';
	close(pipes[0]);
	return c;
}

static void unknown(void)
{
	char *argv[] = {"name-of-program", "-x", NULL};

	opterr = 1;
	optopt = 0;
	CHECK_INT(with_stderr(2, argv, "ab"), '?');
	CHECK_INT(optopt, 'x');
	CHECK(strstr(message, "name-of-program") != NULL);
	CHECK(strchr(message, 'x') != NULL);
	opterr = 0;
	CHECK_INT(with_stderr(2, argv, "ab"), '?');
	CHECK_STR(message, "");
	opterr = 1;
	CHECK_INT(with_stderr(2, argv, ":ab"), '?'); /* a colon in front silences too */
	CHECK_STR(message, "");
}

static void missing_argument(void)
{
	char *argv[] = {"name-of-program", "-b", NULL};

	opterr = 1;
	CHECK_INT(with_stderr(2, argv, "b:"), '?');
	CHECK_INT(optopt, 'b');
	CHECK(strstr(message, "name-of-program") != NULL);
	CHECK_INT(with_stderr(2, argv, ":b:"), ':');
	CHECK_INT(optopt, 'b');
	CHECK_STR(message, "");
}

static void goes_on_after_an_error(void)
{
	char *argv[] = {"name-of-program", "-axb", "operand", NULL};

	opterr = 0;
	optind = 1;
	CHECK_INT(getopt(3, argv, "ab"), 'a');
	CHECK_INT(getopt(3, argv, "ab"), '?');
	CHECK_INT(optopt, 'x');
	CHECK_INT(getopt(3, argv, "ab"), 'b');
	CHECK_INT(getopt(3, argv, "ab"), -1);
	CHECK_INT(optind, 2);
}

int main(void)
{
	unknown();
	missing_argument();
	goes_on_after_an_error();
	return check_status();
}
