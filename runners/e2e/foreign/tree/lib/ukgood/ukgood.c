/* SPDX-License-Identifier: BSD-3-Clause */
int ukgood_answer(void);

int ukgood_answer(void)
{
	return 42;
}
