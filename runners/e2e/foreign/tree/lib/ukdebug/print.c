/* SPDX-License-Identifier: BSD-3-Clause */
#include <uk/print.h>

int printf(const char *format, ...);

void uk_print(const char *text)
{
	for (; *text; text++) {
		if (*text == '\n')
			ukplat_put('\r');
		ukplat_put(*text);
	}
}

static void digits(unsigned int number, int width, char fill)
{
	char text[12];
	int at = sizeof(text) - 1;

	text[at] = '\0';
	do
		text[--at] = '0' + number % 10;
	while (number /= 10);
	while ((int)sizeof(text) - 1 - at < width)
		text[--at] = fill;
	uk_print(text + at);
}

void uk_print_number(unsigned int number)
{
	digits(number, 1, ' ');
}

void uk_log(const char *level, const char *text)
{
	static unsigned int now;

	now += 70;
	uk_print("[    0.");
	digits(now, 6, '0');
	uk_print("] ");
	uk_print(level);
	uk_print(": ");
	uk_print(text);
}

/* As much of C's as test programs need: %d and %s. */
int printf(const char *format, ...)
{
	__builtin_va_list arguments;

	__builtin_va_start(arguments, format);
	for (; *format; format++) {
		if (*format == '%' && format[1] == 'd')
			format++, uk_print_number(__builtin_va_arg(arguments, int));
		else if (*format == '%' && format[1] == 's')
			format++, uk_print(__builtin_va_arg(arguments, const char *));
		else
			uk_print((char[]){*format, '\0'});
	}
	__builtin_va_end(arguments);
	return 0;
}

static void call_trace(unsigned long address)
{
	uk_log("CRIT", "[libukdebug] <crashdump.c @   52> Call Trace:\n");
	uk_log("CRIT", "[libukdebug] <crashdump.c @   45>  [0x");
	for (int shift = 60; shift >= 0; shift -= 4)
		ukplat_put("0123456789abcdef"[(unsigned long long)address >> shift & 15]);
	uk_print("]\n");
}

void uk_assertion_failed(const char *library, const char *text)
{
	uk_log("CRIT", "[");
	uk_print(library);
	uk_print("] <tests.c @    4> Assertion failure: ");
	uk_print(text);
	uk_print("\n");
	call_trace((unsigned long)__builtin_return_address(0) - 1);
	uk_info("[libkvmplat] <shutdown.c @   59> Unikraft halted\n");
	ukplat_off(1);
}
