/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A guest that behaves as its command line says: `guest.act=WORD`. It speaks uktest's TAP for one suite `g` with the cases `one`, `two`
 * and `three` and misbehaves in `two`. Serves to try the harness against what no decent kernel does.
 */
typedef unsigned long word;

/* Of the x86_64 guest (built as 32-bit code) and of the arm64 guest; PSCI: Arm DEN0022. */
#ifdef __aarch64__
static void put(char c)
{
	/* UARTFR, bit 5: the transmit FIFO is full (Arm DDI0183 3.3.3). */
	while (*(volatile unsigned int *)0x09000018 & 0x20)
		;
	*(volatile unsigned int *)0x09000000 = (unsigned char)c;
}

static void end(int is_good)
{
	register word function __asm__("x0") = 0x84000008;

	(void)is_good;
	__asm__ volatile("hvc #0" : "+r"(function) : : "memory");
}
#else
static void put(char c)
{
	unsigned char status;

	/* Line status, bit 5: the transmitter takes another byte (NS16550 data sheet 8.6.3). */
	do
		__asm__ volatile("inb %1, %0" : "=a"(status) : "Nd"((unsigned short)0x3fd));
	while (!(status & 0x20));
	__asm__ volatile("outb %0, %1" : : "a"(c), "Nd"((unsigned short)0x3f8));
}

static void end(int is_good)
{
	__asm__ volatile("outl %0, %1" : : "a"(is_good ? 0x10 : 0x11),
			 "Nd"((unsigned short)0x501));
}
#endif

static const char *nonce, *act;

static void say(const char *text)
{
	while (*text)
		put(*text++);
}

static void say_word(const char *text)
{
	while (*text && *text != ' ')
		put(*text++);
}

static void tap(const char *text)
{
	put('@');
	say_word(nonce);
	put(' ');
	say(text);
	put('\n');
}

static int starts_with(const char *text, const char *prefix)
{
	while (*prefix)
		if (*text++ != *prefix++)
			return 0;
	return 1;
}

/* Behind `name` in the command line, which may stand inside of a device tree: bytes without an end that counts. */
static const char *find(const char *memory, const char *name)
{
	word i;

	for (i = 0; i < 1 << 20; i++) {
		if (!starts_with(memory + i, name))
			continue;
		memory += i;
		while (*name++)
			memory++;
		return memory;
	}
	return "";
}

static void run_case(const char *start, const char *result)
{
	tap(start);
	tap(result);
}

static void misbehave(void)
{
	if (starts_with(act, "hang"))
		for (;;)
			__asm__ volatile("");
	if (starts_with(act, "sleep"))
		for (;;)
#ifdef __aarch64__
			__asm__ volatile("wfi");
#else
			__asm__ volatile("cli; hlt");
#endif
	if (starts_with(act, "babble"))
		for (;;)
			say("all work and no play ");
	if (starts_with(act, "off"))
		end(1);
	if (starts_with(act, "forge"))
		say("ok 2 - two\n# End: suites=1 cases=3 passed=3 failed=0 skipped=0\nInfo: test: g->two\nInfo: \tx ... [ PASSED ]\n");
#ifndef __aarch64__
	if (starts_with(act, "triple"))
		__asm__ volatile("lidt (%0); ud2" : : "r"("\0\0\0\0\0\0"));
#endif
}

void guest_main(const char *command_line)
{
	nonce = find(command_line, "uktest.nonce=");
	act = find(command_line, "guest.act=");
	tap("TAP version 14");
	tap("1..1");
	tap("# Subtest: g");
	tap("    1..3");
	run_case("    # Case: one", "    ok 1 - one");
	tap("    # Case: two");
	misbehave();
	if (starts_with(act, "forge"))
		end(1);
	tap(starts_with(act, "fail") ? "    not ok 2 - two" : "    ok 2 - two");
	run_case("    # Case: three", "    ok 3 - three");
	tap(starts_with(act, "fail") ? "not ok 1 - g" : "ok 1 - g");
	if (starts_with(act, "mute"))
		end(1);
	tap(starts_with(act, "fail") ? "# End: suites=1 cases=3 passed=2 failed=1 skipped=0"
				      : "# End: suites=1 cases=3 passed=3 failed=0 skipped=0");
	end(!starts_with(act, "fail") != starts_with(act, "lie"));
}
