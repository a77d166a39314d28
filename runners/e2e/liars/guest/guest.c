/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A guest that does what its command line says, so that whoever starts it can make it tell any lie: `liar=STEP;STEP;...` where a step
 * is a letter and its operands. `%XX` stands for a byte and `%n` for the nonce of `uktest.nonce=`; blanks and `;` come as `%XX` only.
 *
 *   pTEXT prints            aCOUNT,TEXT prints COUNT times   bTEXT prints for ever    xHEX ends with that value
 *   s S   spins             h H   halts (capital: interrupts on)                      f    faults without a handler
 *   r     starts again      wPATH,MIB,TEXT writes a file at an offset                 dPATH makes a folder
 *   lPATH,TARGET a symbolic link      mPATH,MODE,MAJOR,MINOR a device node, MODE in hex
 */
#include "guest.h"

static const char *nonce;

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

static int digit(char c)
{
	return c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10;
}

static word number(const char **at, unsigned int base)
{
	word value = 0;

	while ((**at >= '0' && **at <= '9') || (**at >= 'a' && **at <= 'f'))
		value = value * base + (word)digit(*(*at)++);
	if (**at == ',')
		(*at)++;
	return value;
}

static char buffer[32768];
static word used;

static void keep(char c)
{
	if (used < sizeof(buffer))
		buffer[used++] = c;
}

static void keep_nonce(void)
{
	const char *from;

	for (from = nonce; *from && *from != ' '; from++)
		keep(*from);
}

/* The text up to the end of the operand, with its escapes undone; it stays until the end of the step. */
static struct text operand(const char **at)
{
	word start = used;

	for (; **at && **at != ' ' && **at != ';' && **at != ','; (*at)++) {
		if (**at != '%') {
			keep(**at);
		} else if ((*at)[1] == 'n') {
			keep_nonce();
			(*at)++;
		} else {
			keep((char)(digit((*at)[1]) << 4 | digit((*at)[2])));
			*at += 2;
		}
	}
	if (**at == ',')
		(*at)++;
	return (struct text){ buffer + start, used - start };
}

static void print(struct text text)
{
	word i;

	for (i = 0; i < text.length; i++)
		put(text.at[i]);
}

static void leave(char letter, const char **at)
{
	struct text path = operand(at);
	word first, second;

	if (letter == 'd') {
		share_mkdir(path);
	} else if (letter == 'l') {
		share_symlink(path, operand(at));
	} else if (letter == 'w') {
		first = number(at, 10);
		share_write(path, first, operand(at));
	} else {
		first = number(at, 16);
		second = number(at, 10);
		share_mknod(path, first, second, number(at, 10));
	}
}

static void say(char letter, const char **at)
{
	word count = letter == 'a' ? number(at, 10) : 1;
	struct text text = operand(at);

	while (letter == 'b')
		print(text);
	while (count-- > 0)
		print(text);
}

static void stop(char letter)
{
	if ((letter | 0x20) == 's')
		spin(letter == 'S');
	if ((letter | 0x20) == 'h')
		halt(letter == 'H');
	fault();
}

/* Returns false where the script is to be read again from its start. */
static int step(const char **at)
{
	char letter = *(*at)++;

	used = 0;
	switch (letter) {
	case 'r':
		return 0;
	case 'x':
		end((unsigned int)number(at, 16));
		break;
	case 'p': case 'a': case 'b':
		say(letter, at);
		break;
	case 'k':
		share_fill();
		break;
	case 'w': case 'd': case 'l': case 'm':
		leave(letter, at);
		break;
	default:
		stop(letter);
	}
	return 1;
}

void guest_main(const char *command_line)
{
	const char *script = find(command_line, "liar=");
	const char *at = script;

	nonce = find(command_line, "uktest.nonce=");
	while (*at && *at != ' ') {
		if (!step(&at))
			at = script;
		else if (*at == ';')
			at++;
	}
	halt(0);
}
