/* SPDX-License-Identifier: BSD-3-Clause */
/* Accesses that are expected to fault: EXPECT_FAULT(statement) tells whether it
 * did; `fault_info` is what its handler got. POSIX.1-2017 2.4.3.
 */
#ifndef FAULT_H
#define FAULT_H

#include <setjmp.h>
#include <signal.h>
#include <stddef.h>

static sigjmp_buf fault_out;
static siginfo_t fault_info;

static void fault_handler(int signo, siginfo_t *info, void *context)
{
	(void)context;
	fault_info = *info;
	siglongjmp(fault_out, signo);
}

static void fault_catch(int signo)
{
	struct sigaction action = {.sa_flags = SA_SIGINFO | SA_ONSTACK,
				   .sa_sigaction = fault_handler};

	sigaction(signo, &action, NULL);
}

#define EXPECT_FAULT(statement)                \
	EXPECT(sigsetjmp(fault_out, 1) || ({ statement; 0; }))

#endif /* FAULT_H */
