/* SPDX-License-Identifier: BSD-3-Clause */
int ukneedy_answer(void);

int ukneedy_answer(void)
{
	return 42;
}
