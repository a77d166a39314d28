/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.11 p2, 7.11.2.1 localeconv: every member in the "C" locale */
#include "check.h"
#include <limits.h>
#include <locale.h>

int main(void)
{
	struct lconv *conv = localeconv();

	REQUIRE(conv != NULL);
	CHECK_STR(conv->decimal_point, ".");
	CHECK_STR(conv->thousands_sep, "");
	CHECK_STR(conv->grouping, "");
	CHECK_STR(conv->mon_decimal_point, "");
	CHECK_STR(conv->mon_thousands_sep, "");
	CHECK_STR(conv->mon_grouping, "");
	CHECK_STR(conv->positive_sign, "");
	CHECK_STR(conv->negative_sign, "");
	CHECK_STR(conv->currency_symbol, "");
	CHECK_STR(conv->int_curr_symbol, "");
	CHECK_INT(conv->frac_digits, CHAR_MAX);
	CHECK_INT(conv->p_cs_precedes, CHAR_MAX);
	CHECK_INT(conv->n_cs_precedes, CHAR_MAX);
	CHECK_INT(conv->p_sep_by_space, CHAR_MAX);
	CHECK_INT(conv->n_sep_by_space, CHAR_MAX);
	CHECK_INT(conv->p_sign_posn, CHAR_MAX);
	CHECK_INT(conv->n_sign_posn, CHAR_MAX);
	CHECK_INT(conv->int_frac_digits, CHAR_MAX);
	CHECK_INT(conv->int_p_cs_precedes, CHAR_MAX);
	CHECK_INT(conv->int_n_cs_precedes, CHAR_MAX);
	CHECK_INT(conv->int_p_sep_by_space, CHAR_MAX);
	CHECK_INT(conv->int_n_sep_by_space, CHAR_MAX);
	CHECK_INT(conv->int_p_sign_posn, CHAR_MAX);
	CHECK_INT(conv->int_n_sign_posn, CHAR_MAX);
	return check_status();
}
