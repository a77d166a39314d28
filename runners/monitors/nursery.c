/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A program that is ready to begin, again and again. Loaded before a monitor's own
 * libraries (ld.so(8), LD_PRELOAD), it takes over where main() would be called: the
 * libraries are in place and 200,000 addresses have been set by then, which is a third
 * of all that a short boot costs. Each request on standard input gets a copy of that
 * state (fork(2)), which calls main() with arguments of its own. Ends with its input,
 * and each copy with it.
 *
 * All copies have their libraries at the same addresses, as long as a nursery lives.
 *
 * Request: a line `LARGEST_FILE BYTES`, then BYTES bytes, NUL behind each string: what
 *   becomes standard input, output, error, MEMORY_FD or nothing, then the arguments.
 * Answers on standard output, a line each:
 *   begun PID | refused ERRNO | ended PID STATUS    (as wait(2) has it)
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* Above all that is open at that time; launcher.pl has the same number */
#define MEMORY_FD 9
#define FILE_COUNT 4
#define LONGEST_REQUEST (1 << 20)
#define LONGEST_LINE 64

typedef int main_fn(int argc, char **argv, char **envp);
typedef int start_fn(main_fn *main, int argc, char **argv, void (*init)(void),
		     void (*fini)(void), void (*rtld_fini)(void), void *stack_end);

struct request {
	unsigned long largest_file;
	/* Every string of it ends within its bytes */
	char *bytes;
	size_t byte_count;
};

/* Where ps(1) finds the arguments of a process */
static char *shown;
static size_t shown_bytes;
static pid_t nursery;

static void answer(const char *word, long first, long second)
{
	char line[LONGEST_LINE];
	int length = snprintf(line, sizeof(line), "%s %ld %ld\n", word, first, second);

	if (write(STDOUT_FILENO, line, (size_t)length) != length)
		_exit(1);
}

static void tell_ended(void)
{
	int status;
	pid_t pid;

	while ((pid = waitpid(-1, &status, WNOHANG)) > 0)
		answer("ended", pid, status);
}

static void ring(int signal)
{
	(void)signal; /* it only ends ppoll(2) */
}

/* SIGCHLD comes nowhere else than in here; so no other call is ever interrupted */
static void wait_for_input(const sigset_t *open)
{
	struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};

	while (ppoll(&input, 1, NULL, open) < 0)
		tell_ended();
}

static void read_all(char *to, size_t count)
{
	while (count > 0) {
		ssize_t got = read(STDIN_FILENO, to, count);

		if (got <= 0)
			_exit(0);
		to += got;
		count -= (size_t)got;
	}
}

static struct request next_request(void)
{
	struct request request;
	char line[LONGEST_LINE] = "";

	for (size_t i = 0; i < sizeof(line) - 1; i++) {
		read_all(&line[i], 1);
		if (line[i] == '\n')
			break;
	}
	if (sscanf(line, "%lu %zu", &request.largest_file, &request.byte_count) != 2 ||
	    request.byte_count == 0 || request.byte_count > LONGEST_REQUEST)
		_exit(1);
	request.bytes = malloc(request.byte_count);
	if (!request.bytes)
		_exit(1);
	read_all(request.bytes, request.byte_count);
	request.bytes[request.byte_count - 1] = '\0';
	return request;
}

static void close_files(const int *files)
{
	for (int i = 0; i < FILE_COUNT; i++)
		if (files[i] >= 0)
			close(files[i]);
}

/* The first strings of a request; returns the one behind them, or NULL with errno */
static char *open_files(const struct request *request, int *files)
{
	static const int modes[FILE_COUNT] = {O_RDONLY, O_WRONLY, O_WRONLY, O_RDWR};
	char *path = request->bytes;

	memset(files, -1, FILE_COUNT * sizeof(*files));
	for (int i = 0; i < FILE_COUNT; i++) {
		if (*path)
			files[i] = open(path, modes[i]);
		if (*path && (files[i] < 0 || files[i] >= MEMORY_FD)) {
			close_files(files);
			return NULL;
		}
		path += strlen(path) + 1;
		if (path >= request->bytes + request->byte_count) {
			close_files(files);
			errno = EINVAL;
			return NULL;
		}
	}
	return path;
}

/* As the kernel lays them out: arguments, NULL, environment, NULL */
static char **arrange(char *first, const char *end, int *argc)
{
	size_t count = 0, variables = 0;
	char **argv;

	for (char *at = first; at < end; at += strlen(at) + 1)
		count++;
	while (environ[variables])
		variables++;
	argv = calloc(count + variables + 2, sizeof(*argv));
	if (!argv)
		_exit(127);
	for (size_t i = 0; i < count; i++, first += strlen(first) + 1)
		argv[i] = first;
	memcpy(argv + count + 1, environ, variables * sizeof(*environ));
	environ = argv + count + 1;
	*argc = (int)count;
	return argv;
}

static void show(const char *first, const char *end)
{
	size_t bytes = (size_t)(end - first);

	memset(shown, 0, shown_bytes);
	memcpy(shown, first, bytes < shown_bytes ? bytes : shown_bytes - 1);
}

/* In the copy; as launcher.pl does it for a program that it executes */
static void become_monitor(const struct request *request, const int *files,
			   const sigset_t *open)
{
	struct rlimit limit = {request->largest_file, request->largest_file};

	setpgid(0, 0);
	if (setrlimit(RLIMIT_FSIZE, &limit) < 0 || prctl(PR_SET_PDEATHSIG, SIGKILL) < 0)
		_exit(127);
	/* The signal is not sent for a death before it was asked for */
	if (getppid() != nursery)
		_exit(127);
	if (files[3] >= 0)
		dup2(files[3], MEMORY_FD);
	for (int i = 0; i < 3; i++)
		dup2(files[i], i);
	close_files(files);
	signal(SIGCHLD, SIG_DFL);
	sigprocmask(SIG_SETMASK, open, NULL);
}

/* Returns in each copy, with its arguments */
static char **serve(const sigset_t *open, int *argc)
{
	for (;;) {
		int files[FILE_COUNT];
		struct request request;
		char *first;
		pid_t pid;

		wait_for_input(open);
		request = next_request();
		first = open_files(&request, files);
		pid = first ? fork() : -1;
		if (pid == 0) {
			const char *end = request.bytes + request.byte_count;

			become_monitor(&request, files, open);
			show(first, end);
			return arrange(first, end, argc);
		}
		if (pid < 0) {
			answer("refused", errno, 0);
		} else {
			setpgid(pid, pid); /* whichever of the two comes first */
			answer("begun", pid, 0);
		}
		if (first)
			close_files(files);
		free(request.bytes);
	}
}

/* A library that has begun a thread by now would miss it in each copy */
static int has_threads(void)
{
	struct stat threads;

	/* A folder has two links, and one from each folder in it */
	return stat("/proc/self/task", &threads) < 0 || threads.st_nlink != 3;
}

/* glibc's: what a program's first instructions call, with main() */
int __libc_start_main(main_fn *main, int argc, char **argv, void (*init)(void),
		      void (*fini)(void), void (*rtld_fini)(void), void *stack_end)
{
	start_fn *start = (start_fn *)dlsym(RTLD_NEXT, "__libc_start_main");
	struct sigaction action = {.sa_handler = ring};
	sigset_t block, open;
	char *last = argv[argc - 1];

	if (!start || has_threads())
		_exit(127);
	nursery = getpid();
	shown = argv[0];
	shown_bytes = (size_t)(last + strlen(last) + 1 - shown);
	unsetenv("LD_PRELOAD");
	sigemptyset(&block);
	sigaddset(&block, SIGCHLD);
	sigprocmask(SIG_BLOCK, &block, &open);
	sigaction(SIGCHLD, &action, NULL);
	argv = serve(&open, &argc);
	return start(main, argc, argv, init, fini, rtld_fini, stack_end);
}
