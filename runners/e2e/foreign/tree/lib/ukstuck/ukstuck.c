/* SPDX-License-Identifier: BSD-3-Clause */
int ukstuck_answer(void);

int ukstuck_answer(void)
{
	return 42;
}
