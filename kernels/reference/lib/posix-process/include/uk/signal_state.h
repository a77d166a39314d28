/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What a process and each of its threads keep for signals. POSIX.1-2017 2.4;
 * layouts and numbers of Linux. Used through <uk/signal.h>.
 */
#ifndef __UK_SIGNAL_STATE_H__
#define __UK_SIGNAL_STATE_H__

#include <stdbool.h>
#include <stddef.h>
#include <uk/arch/types.h>

/** Signals 1 .. 64; a set has bit n - 1 for signal n */
#define UK_SIGNAL_COUNT 64
#define UK_SIGBIT(signo) (1UL << ((signo)-1))

/** siginfo_t: what it has of members is where Linux has it */
struct uk_siginfo {
	int signo, err, code, pad;
	union {
		struct {
			int pid;
			unsigned int uid;
			__u64 value; /* union sigval */
		} from;
		struct {
			int id, overrun;
			__u64 value;
		} timer;
		struct {
			__uptr address;
		} fault;
		char room[112];
	};
};

_Static_assert(sizeof(struct uk_siginfo) == 128, "siginfo_t");

/** As rt_sigaction() has it */
struct uk_sigaction {
	__uptr handler; /* or UK_SIG_DFL, UK_SIG_IGN */
	unsigned long flags;
	__uptr restorer;
	__u64 mask;
};

#define UK_SIG_DFL 0
#define UK_SIG_IGN 1

struct uk_signal_queued {
	struct uk_signal_queued *next;
	struct uk_siginfo info;
};

/** Pending signals. `set` tells what is in the queue; of a signal below 32 one
 *  instance is kept (POSIX.1-2017 2.4.1)
 */
struct uk_signal_pending {
	__u64 set;
	struct uk_signal_queued *first;
};

#define UK_SS_ONSTACK 1
#define UK_SS_DISABLE 2

/** stack_t */
struct uk_sigstack {
	__uptr sp;
	int flags;
	int pad;
	size_t size;
};

struct uk_signal_thread {
	struct uk_signal_pending pending;
	__u64 mask;
	/** Signals that sigtimedwait() waits for */
	__u64 waiting;
	/** sigsuspend() and the like: the mask to go back to */
	__u64 saved_mask;
	bool has_saved_mask;
	struct uk_sigstack stack;
};

/** Bytes of a text that tells what ended a process */
#define UK_SIGNAL_CAUSE_MAX 160

struct uk_signal_process {
	struct uk_signal_pending pending;
	struct uk_sigaction actions[UK_SIGNAL_COUNT];
	/** Entries in the queues of the process and its threads */
	unsigned int queued;
	/** Of a fault: which access, and where; else empty */
	char cause[UK_SIGNAL_CAUSE_MAX];
};

#endif /* __UK_SIGNAL_STATE_H__ */
