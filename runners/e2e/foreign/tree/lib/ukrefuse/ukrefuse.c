/* SPDX-License-Identifier: BSD-3-Clause */
int ukrefuse_answer(void);

int ukrefuse_answer(void)
{
	return 42;
}
