/* SPDX-License-Identifier: BSD-3-Clause */
int printf(const char *format, ...);
int atexit(void (*function)(void));
void _Exit(int status);

static int opened;

static void check(void)
{
	printf("late.c: %d open\n", opened);
	_Exit(opened > 0 ? 5 : 0);
}

static void open_one(void)
{
	opened++;
}

int main(void)
{
	if (atexit(check) != 0)
		return 1;
	return atexit(open_one);
}
