/* SPDX-License-Identifier: BSD-3-Clause */
/* System V psABI for x86-64, 3.2.2: the 128 bytes below the stack pointer belong
 * to the running function, also while a signal is handled; both ABIs: a handler
 * begins with the stack pointer aligned to 16 bytes.
 */
#define _GNU_SOURCE
#include <signal.h>
#include <stdint.h>
#include <sys/time.h>
#include <ucontext.h>

#include "expect.h"

static volatile int handled;
static volatile uintptr_t frame_address;

static void on_alarm(int sig)
{
	volatile char here __attribute__((aligned(16)));

	(void)sig;
	here = 1;
	frame_address = (uintptr_t)__builtin_frame_address(0);
	handled = here;
}

#ifdef __x86_64__
static void on_illegal(int sig, siginfo_t *info, void *context)
{
	ucontext_t *uc = context;

	(void)info;
	on_alarm(sig);
	uc->uc_mcontext.gregs[REG_RIP] += 2; /* behind UD2 */
}

/* Fills the red zone and makes a signal or waits for one. @return words lost */
#define WORDS_LOST(between)                                                    \
	__extension__({                                                        \
		unsigned long lost = 0;                                        \
		__asm__ volatile(                                              \
			"subq $256, %%rsp\n\t"                                 \
			"movq $16, %%rcx\n"                                    \
			"1:\tnegq %%rcx\n\t"                                   \
			"movq %%rcx, (%%rsp, %%rcx, 8)\n\t"                    \
			"negq %%rcx\n\t"                                       \
			"loop 1b\n\t" between "\n\t"                          \
			"movq $16, %%rcx\n"                                    \
			"2:\tnegq %%rcx\n\t"                                   \
			"cmpq %%rcx, (%%rsp, %%rcx, 8)\n\t"                    \
			"je 3f\n\t"                                            \
			"incq %0\n"                                            \
			"3:\tnegq %%rcx\n\t"                                   \
			"loop 2b\n\t"                                          \
			"addq $256, %%rsp"                                     \
			: "+r"(lost)                                           \
			: "r"(&handled)                                        \
			: "rcx", "memory", "cc");                              \
		lost;                                                          \
	})

static void keeps_red_zone(void)
{
	const struct itimerval soon = {.it_value = {.tv_usec = 2000}};
	struct sigaction act = {.sa_sigaction = on_illegal,
				.sa_flags = SA_SIGINFO};

	EXPECT(sigaction(SIGILL, &act, NULL) == 0);
	EXPECT(WORDS_LOST("ud2") == 0);
	EXPECT(handled);
	handled = 0;
	EXPECT(setitimer(ITIMER_REAL, &soon, NULL) == 0);
	EXPECT(WORDS_LOST("4:\tpause\n\tcmpl $0, (%1)\n\tje 4b") == 0);
	EXPECT(handled);
}
#else
static void keeps_red_zone(void) /* AAPCS64 has none */
{
}
#endif

int main(void)
{
	signal(SIGALRM, on_alarm);
	raise(SIGALRM);
	EXPECT(handled);
	EXPECT(frame_address % 16 == 0);
	handled = 0;
	keeps_red_zone();
	return EXPECT_STATUS();
}
