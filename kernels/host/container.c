/* SPDX-License-Identifier: BSD-3-Clause */
/* See container.h. */
#define _GNU_SOURCE
#include "container.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#define NAMESPACES (CLONE_NEWUSER | CLONE_NEWPID | CLONE_NEWNS | CLONE_NEWIPC)

/* Whom root inside is outside: nobody, or the user who runs the harness */
#define NOBODY 65534
/* Numbers of users that no system gives to anybody, one for each process identifier */
#define OWN_USERS 0x40000000U

/* An emulator opens the program itself, so this descriptor stays open in it: out of
 * the way of programs that count theirs
 */
#define EMULATED_IMAGE_FD 1000

#define LIMIT_PROCESSES 512
#define LIMIT_FILES 1024
#define LIMIT_STACK_BYTES (8UL << 20)
/* An emulator's own address space, on top of the program's */
#define EMULATOR_MEMORY_MIB 384UL
#define TMP_OPTIONS "size=256m,mode=1777"
#define KILL_ROUNDS 1000

/* mount_setattr(2); the C library of older systems has no wrapper */
#define NR_MOUNT_SETATTR 442
#define ATTR_RDONLY 1UL

struct mount_attributes {
	unsigned long set, clear, propagation, userns_fd;
};

enum containment { UNKNOWN, NAMESPACED, GROUP_ONLY };

static enum containment containment;

static int make_mounts(void)
{
	struct mount_attributes attributes = { .set = ATTR_RDONLY };

	if (mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) < 0)
		return -1;
	if (syscall(NR_MOUNT_SETATTR, -1, "/", AT_RECURSIVE, &attributes,
		    sizeof(attributes)) < 0)
		return -1;
	if (mount("tmpfs", "/tmp", "tmpfs", MS_NOSUID, TMP_OPTIONS) < 0)
		return -1;
	/* Not every host has shared memory */
	(void)mount("tmpfs", "/dev/shm", "tmpfs", MS_NOSUID, TMP_OPTIONS);
	return 0;
}

static void limit(int resource, rlim_t most)
{
	struct rlimit now, wanted = { .rlim_cur = most, .rlim_max = most };

	if (getrlimit(resource, &now) == 0 && now.rlim_max < most)
		wanted.rlim_cur = wanted.rlim_max = now.rlim_max;
	setrlimit(resource, &wanted);
}

static void set_limits(const struct container_program *program)
{
	unsigned long own = program->emulator ? EMULATOR_MEMORY_MIB : 0;

	limit(RLIMIT_CORE, 0);
	limit(RLIMIT_NPROC, LIMIT_PROCESSES);
	limit(RLIMIT_NOFILE, LIMIT_FILES);
	limit(RLIMIT_STACK, LIMIT_STACK_BYTES);
	if (program->memory_mib > 0)
		limit(RLIMIT_AS, (rlim_t)(program->memory_mib + own) << 20);
}

static void set_signals(void)
{
	sigset_t none;

	for (int signal = 1; signal < NSIG; signal++)
		sigaction(signal, &(struct sigaction){ .sa_handler = SIG_DFL }, NULL);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
}

/* Returns only if the program cannot be executed */
static void execute(const struct container_program *program)
{
	char *environment[] = { "PATH=/bin", "HOME=/", "TMPDIR=/tmp", NULL };
	char path[32], space[32];
	char *plain[] = { (char *)program->name, NULL };
	char *emulated[] = { (char *)program->emulator, "-0", (char *)program->name,
			     "-R", space,
			     "-L", (char *)(program->root ? program->root : "/"),
			     path, NULL };

	if (program->emulator == NULL) {
		fexecve(program->image_fd, plain, environment);
		return;
	}
	if (dup2(program->image_fd, EMULATED_IMAGE_FD) < 0)
		return;
	snprintf(path, sizeof(path), "/proc/self/fd/%d", EMULATED_IMAGE_FD);
	snprintf(space, sizeof(space), "%luM", program->reserved_mib);
	execve(program->emulator, emulated, environment);
}

/* Without namespaces root would have everybody's processes in reach of kill(-1), and
 * nobody those of other programs: each supervisor has a user of its own, where the
 * system has so many. The first process stays out of the program's reach.
 */
static bool become_other_user(void)
{
	uid_t own = OWN_USERS + (uid_t)getppid();

	if (containment != GROUP_ONLY || geteuid() != 0)
		return true;
	return setresgid(NOBODY, NOBODY, NOBODY) == 0 &&
	       (setresuid(own, own, own) == 0 || setresuid(NOBODY, NOBODY, NOBODY) == 0);
}

static void become_program(const struct container_program *program, int end_fd)
{
	struct container_end end = { .status = -1 };
	int null_fd = open("/dev/null", O_RDONLY | O_CLOEXEC);

	setsid();
	if (become_other_user() && chdir("/tmp") == 0 && null_fd >= 0 && dup2(null_fd, STDIN_FILENO) >= 0 &&
	    dup2(program->output_fd, STDOUT_FILENO) >= 0 &&
	    dup2(program->output_fd, STDERR_FILENO) >= 0) {
		set_signals();
		set_limits(program);
		execute(program);
	}
	end.error = errno;
	if (write(end_fd, &end, sizeof(end)) != sizeof(end))
		_exit(126);
	_exit(127);
}

/* The first process: starts the program and reports how it ended. Reaps orphans
 * meanwhile.
 */
static void be_first(const struct container_program *program, int end_fd)
{
	struct container_end end = { .status = 0 };
	pid_t ended, pid = fork();

	if (pid == 0)
		become_program(program, end_fd);
	close(program->output_fd);
	if (pid < 0)
		_exit(126);
	do {
		ended = wait(&end.status);
	} while (ended != pid && (ended > 0 || errno == EINTR));
	/* 127 with a report already made: it was never executed */
	if (write(end_fd, &end, sizeof(end)) != sizeof(end))
		_exit(126);
	_exit(0);
}

static bool write_file(pid_t pid, const char *name, const char *text)
{
	char path[64];
	int fd;
	bool is_written;

	snprintf(path, sizeof(path), "/proc/%d/%s", (int)pid, name);
	fd = open(path, O_WRONLY | O_CLOEXEC);
	if (fd < 0)
		return false;
	is_written = write(fd, text, strlen(text)) == (ssize_t)strlen(text);
	close(fd);
	return is_written;
}

static bool map_users(pid_t pid)
{
	char uid_map[32], gid_map[32];
	bool is_root = geteuid() == 0;

	snprintf(uid_map, sizeof(uid_map), "0 %u 1", is_root ? NOBODY : geteuid());
	snprintf(gid_map, sizeof(gid_map), "0 %u 1", is_root ? NOBODY : getegid());
	return write_file(pid, "setgroups", "deny") &&
	       write_file(pid, "uid_map", uid_map) && write_file(pid, "gid_map", gid_map);
}

/* Waits until the parent has mapped the users. 0, or -1 where it could not. */
static int enter_namespaces(int go_fd)
{
	char go;

	if (read(go_fd, &go, 1) != 1 || setresgid(0, 0, 0) < 0 || setresuid(0, 0, 0) < 0)
		return -1;
	return make_mounts();
}

/* As clone(2) with NAMESPACES, users mapped. The child returns 0 when it is inside,
 * and exits where something is refused.
 */
static pid_t clone_inside(void)
{
	int go[2];
	pid_t pid;

	if (pipe2(go, O_CLOEXEC) < 0)
		return -1;
	pid = (pid_t)syscall(SYS_clone, NAMESPACES | SIGCHLD, NULL, NULL, NULL, NULL);
	if (pid == 0) {
		close(go[1]);
		if (enter_namespaces(go[0]) < 0)
			_exit(126);
		close(go[0]);
		return 0;
	}
	close(go[0]);
	if (pid > 0 && !(map_users(pid) && write(go[1], "g", 1) == 1)) {
		kill(pid, SIGKILL);
		waitpid(pid, NULL, 0);
		errno = EPERM;
		pid = -1;
	}
	close(go[1]);
	return pid;
}

bool container_has_namespaces(void)
{
	int status = -1;
	pid_t pid;

	if (containment == UNKNOWN) {
		pid = clone_inside();
		if (pid == 0)
			_exit(0);
		if (pid > 0)
			waitpid(pid, &status, 0);
		containment = status == 0 ? NAMESPACED : GROUP_ONLY;
		prctl(PR_SET_CHILD_SUBREAPER, 1);
	}
	return containment == NAMESPACED;
}

pid_t container_start(const struct container_program *program, int *end_fd)
{
	int end[2];
	pid_t pid;

	if (pipe2(end, O_CLOEXEC) < 0)
		return -1;
	pid = container_has_namespaces() ? clone_inside() : fork();
	if (pid == 0) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		be_first(program, end[1]);
	}
	close(end[1]);
	if (pid < 0)
		close(end[0]);
	*end_fd = end[0];
	return pid;
}

static pid_t first_child(pid_t pid)
{
	char path[64];
	FILE *children;
	int child = -1;

	snprintf(path, sizeof(path), "/proc/%d/task/%d/children", (int)pid, (int)pid);
	children = fopen(path, "re");
	if (children == NULL)
		return -1;
	if (fscanf(children, "%d", &child) != 1)
		child = -1;
	fclose(children);
	return child;
}

/* Fields 3, 14 and 15 of /proc/PID/stat, see proc(5); the name before them has no
 * parenthesis, as it is one of ours or the program's
 */
bool container_is_starved(pid_t first, long used_ms)
{
	char path[64], state = 'X';
	long user = 0, system = 0;
	FILE *stat;
	int count;

	snprintf(path, sizeof(path), "/proc/%d/stat", (int)first_child(first));
	stat = fopen(path, "re");
	if (stat == NULL)
		return false;
	count = fscanf(stat, "%*d (%*[^)]) %c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %ld %ld",
		       &state, &user, &system);
	fclose(stat);
	return count == 3 && state == 'R' &&
	       (user + system) * 1000 / sysconf(_SC_CLK_TCK) < used_ms / 2;
}

/* With its group at once: members that were killed one by one could fork meanwhile */
static void kill_with_group(pid_t pid)
{
	pid_t group = getpgid(pid);

	if (group > 0 && group != getpgrp())
		kill(-group, SIGKILL);
	kill(pid, SIGKILL);
}

/* Orphans of a killed process become children of this one, the nearest subreaper */
static bool kill_children(void)
{
	char path[64];
	FILE *children;
	int pid;
	bool any = false;

	snprintf(path, sizeof(path), "/proc/self/task/%d/children", (int)getpid());
	children = fopen(path, "re");
	if (children == NULL)
		return false;
	while (fscanf(children, "%d", &pid) == 1) {
		kill_with_group(pid);
		waitpid(pid, NULL, 0);
		any = true;
	}
	fclose(children);
	return any;
}

void container_end(pid_t first)
{
	pid_t program = containment == GROUP_ONLY ? first_child(first) : -1;

	if (program > 0)
		kill_with_group(program);
	kill(first, SIGKILL);
	waitpid(first, NULL, 0);
	for (int round = 0; containment == GROUP_ONLY && round < KILL_ROUNDS; round++)
		if (!kill_children())
			return;
}
