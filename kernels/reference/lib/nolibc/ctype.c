/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Character classes and case mapping, ISO C11 7.4, for ASCII. Each class is a
 * range test on the unsigned distance, which rejects EOF and bytes above 127.
 */
#include <ctype.h>

static int in_range(int c, int first, int last)
{
	return (unsigned int)c - (unsigned int)first
	       <= (unsigned int)(last - first);
}

int isdigit(int c)
{
	return in_range(c, '0', '9');
}

int islower(int c)
{
	return in_range(c, 'a', 'z');
}

int isupper(int c)
{
	return in_range(c, 'A', 'Z');
}

int isalpha(int c)
{
	return islower(c) || isupper(c);
}

int isalnum(int c)
{
	return isalpha(c) || isdigit(c);
}

int isxdigit(int c)
{
	return isdigit(c) || in_range(c, 'a', 'f') || in_range(c, 'A', 'F');
}

int isblank(int c)
{
	return c == ' ' || c == '\t';
}

int isspace(int c)
{
	return c == ' ' || in_range(c, '\t', '\r');
}

int iscntrl(int c)
{
	return in_range(c, 0, 31) || c == 127;
}

int isgraph(int c)
{
	return in_range(c, '!', '~');
}

int isprint(int c)
{
	return in_range(c, ' ', '~');
}

int ispunct(int c)
{
	return isgraph(c) && !isalnum(c);
}

int isascii(int c)
{
	return in_range(c, 0, 127);
}

int tolower(int c)
{
	return isupper(c) ? c - 'A' + 'a' : c;
}

int toupper(int c)
{
	return islower(c) ? c - 'a' + 'A' : c;
}
