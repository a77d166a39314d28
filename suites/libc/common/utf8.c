/* SPDX-License-Identifier: BSD-3-Clause */
/* The locale of programs about characters of more than one byte: see utf8.h. */
#include "utf8.h"
#include "check.h"

#include <locale.h>

void utf8_locale(void)
{
	if (!setlocale(LC_ALL, "C.UTF-8"))
		SKIP("there is no locale C.UTF-8");
}
