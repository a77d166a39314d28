/* SPDX-License-Identifier: BSD-3-Clause */
int ukassert_answer(void);

int ukassert_answer(void)
{
	return 42;
}
