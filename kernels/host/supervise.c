/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Runs programs as Linux processes, one after the other, for a harness that asks on
 * standard input and reads how each ended on standard output. Ends with its input.
 *
 * A request is one line of fields separated by tabs:
 *   TRANSCRIPT LIMIT_MS OUTPUT_BYTES MEMORY_MIB EMULATOR ROOT RESERVED_MIB NAME PROGRAM
 * MEMORY_MIB and RESERVED_MIB are 0, EMULATOR and ROOT `-` where there is none. The answer is one
 * line, with the time it took in microseconds and the bytes in TRANSCRIPT:
 *   exit STATUS US BYTES | signal NUMBER US BYTES | timeout 0 US BYTES |
 *   output 0 US BYTES | error ERRNO US BYTES
 * The first line says what keeps programs in: `ready namespaces` or `ready group`.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "container.h"

/* A program that is not given the processor gets this many times its limit at most */
#define PATIENCE 4

#define FIELDS 9

struct request {
	const char *transcript;
	long limit_ms;
	long output_bytes;
	struct container_program program;
	const char *image;
};

struct run {
	pid_t first;
	int output_fd, end_fd, transcript_fd;
	long written_bytes;
	bool has_ended;
	struct container_end end;
};

static long now_us(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000000L + now.tv_nsec / 1000;
}

static const char *optional(const char *field)
{
	return strcmp(field, "-") == 0 ? NULL : field;
}

static bool parse(char *line, struct request *request)
{
	char *fields[FIELDS];
	unsigned int count = 0;

	line[strcspn(line, "\n")] = '\0';
	for (char *field; count < FIELDS && (field = strsep(&line, "\t")) != NULL; count++)
		fields[count] = field;
	if (count != FIELDS)
		return false;
	*request = (struct request){
		.transcript = fields[0],
		.limit_ms = atol(fields[1]),
		.output_bytes = atol(fields[2]),
		.program.memory_mib = strtoul(fields[3], NULL, 10),
		.program.emulator = optional(fields[4]),
		.program.root = optional(fields[5]),
		.program.reserved_mib = strtoul(fields[6], NULL, 10),
		.program.name = fields[7],
		.image = fields[8],
	};
	return true;
}

/* False when the program has printed more than it may */
static bool take_output(struct run *run, long most)
{
	char chunk[65536];
	ssize_t count = read(run->output_fd, chunk, sizeof(chunk));
	ssize_t kept;

	if (count <= 0) {
		close(run->output_fd);
		run->output_fd = -1;
		return true;
	}
	kept = count < most - run->written_bytes ? count : most - run->written_bytes;
	if (write(run->transcript_fd, chunk, (size_t)kept) == kept)
		run->written_bytes += kept;
	return kept == count;
}

static void take_end(struct run *run)
{
	struct container_end end;

	/* What could not be executed reports twice: why, and its status */
	if (read(run->end_fd, &end, sizeof(end)) != sizeof(end))
		end = (struct container_end){ .status = -1, .error = ECHILD };
	if (!run->has_ended)
		run->end = end;
	run->has_ended = true;
	close(run->end_fd);
	run->end_fd = -1;
}

/* The harness has gone: nobody wants to know any more */
static void leave(struct run *run)
{
	container_end(run->first);
	exit(0);
}

/* Milliseconds until the program has had its time; none left: 0 or less */
static long left_ms(const struct run *run, const struct request *request, long start_us)
{
	long used = (now_us() - start_us) / 1000;
	long most = request->limit_ms * PATIENCE;

	if (used < request->limit_ms)
		return request->limit_ms - used;
	if (used < most && container_is_starved(run->first, used))
		return most - used < request->limit_ms ? most - used : request->limit_ms;
	return 0;
}

/* What ended it: "exit" stands for its own end, however that was */
static const char *watch(struct run *run, const struct request *request, long start_us)
{
	while (!run->has_ended || run->output_fd >= 0) {
		struct pollfd fds[] = {
			{ .fd = run->output_fd, .events = POLLIN },
			{ .fd = run->end_fd, .events = POLLIN },
			{ .fd = STDIN_FILENO, .events = 0 },
		};
		long left = left_ms(run, request, start_us);

		if (left <= 0)
			return "timeout";
		if (poll(fds, 3, (int)left) < 0 && errno != EINTR)
			return "error";
		if (fds[2].revents & (POLLHUP | POLLERR))
			leave(run);
		if (fds[0].revents != 0 && !take_output(run, request->output_bytes))
			return "output";
		if (fds[1].revents != 0) {
			take_end(run);
			/* Without namespaces something may live on and hold the output */
			container_end(run->first);
		}
	}
	return "exit";
}

static void answer(const char *what, long value, long start_us, long bytes)
{
	printf("%s %ld %ld %ld\n", what, value, now_us() - start_us, bytes);
	fflush(stdout);
}

static void tell(const char *what, const struct run *run, long start_us)
{
	int status = run->end.status;

	if (strcmp(what, "exit") != 0)
		answer(what, 0, start_us, run->written_bytes);
	else if (status == -1)
		answer("error", run->end.error, start_us, run->written_bytes);
	else if (WIFSIGNALED(status))
		answer("signal", WTERMSIG(status), start_us, run->written_bytes);
	else
		answer("exit", WEXITSTATUS(status), start_us, run->written_bytes);
}

static void close_if_open(int fd)
{
	if (fd >= 0)
		close(fd);
}

static void serve(struct request *request)
{
	struct run run = { .output_fd = -1, .end_fd = -1 };
	long start_us = now_us();
	int output[2];
	const char *what;

	run.transcript_fd = open(request->transcript,
				 O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
	request->program.image_fd = open(request->image, O_RDONLY | O_CLOEXEC);
	if (run.transcript_fd < 0 || request->program.image_fd < 0 ||
	    pipe2(output, O_CLOEXEC) < 0) {
		answer("error", errno, start_us, 0);
		goto out;
	}
	run.output_fd = output[0];
	request->program.output_fd = output[1];
	run.first = container_start(&request->program, &run.end_fd);
	close(output[1]);
	if (run.first < 0) {
		answer("error", errno, start_us, 0);
		goto out;
	}
	what = watch(&run, request, start_us);
	container_end(run.first);
	tell(what, &run, start_us);
out:
	close_if_open(run.output_fd);
	close_if_open(run.end_fd);
	close_if_open(run.transcript_fd);
	close_if_open(request->program.image_fd);
}

int main(void)
{
	char *line = NULL;
	size_t size = 0;
	struct request request;

	signal(SIGPIPE, SIG_IGN);
	printf("ready %s\n", container_has_namespaces() ? "namespaces" : "group");
	fflush(stdout);
	while (getline(&line, &size, stdin) > 0) {
		if (parse(line, &request))
			serve(&request);
		else
			answer("error", EINVAL, now_us(), 0);
	}
	return 0;
}
