/* SPDX-License-Identifier: BSD-3-Clause */
int ukrotten_answer(void);

int ukrotten_answer(void)
{
	return 42;
}
