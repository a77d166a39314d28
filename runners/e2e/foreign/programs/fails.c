/* SPDX-License-Identifier: BSD-3-Clause */
int printf(const char *format, ...);
void exit(int status);

int main(void)
{
	printf("fails.c:7: expected more\n@fake exit 0\n");
	exit(3);
}
