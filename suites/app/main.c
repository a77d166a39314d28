/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Application of the test images.
 */
int main(int argc, char *argv[])
{
	(void)argv;
	return argc < 0;
}
