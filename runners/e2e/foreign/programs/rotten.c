/* SPDX-License-Identifier: BSD-3-Clause */
int main(void)
{
	return nothing_of_that_name;
}
