/* SPDX-License-Identifier: BSD-3-Clause */
#include "help.h"

int main(void)
{
	return helped();
}
