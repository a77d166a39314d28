/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.30.2 isw*, wctype, iswctype: ASCII as isalpha() & co. see it; letters and digits of other scripts; WEOF is none. */
#include "check.h"
#include "utf8.h"

#include <ctype.h>
#include <wchar.h>
#include <wctype.h>

static const struct {
	const char *name;
	int (*wide)(wint_t);
	int (*narrow)(int);
} classes[] = {
	{ "alnum", iswalnum, isalnum }, { "alpha", iswalpha, isalpha },
	{ "blank", iswblank, isblank }, { "cntrl", iswcntrl, iscntrl },
	{ "digit", iswdigit, isdigit }, { "graph", iswgraph, isgraph },
	{ "lower", iswlower, islower }, { "print", iswprint, isprint },
	{ "punct", iswpunct, ispunct }, { "space", iswspace, isspace },
	{ "upper", iswupper, isupper }, { "xdigit", iswxdigit, isxdigit },
};

static void ascii(size_t class)
{
	wctype_t type = wctype(classes[class].name);
	int c;

	CHECK(type != 0);
	for (c = 0; c < 128; c++) {
		check_row(classes[class].name, c);
		CHECK_INT(!!classes[class].wide((wint_t)c),
			  !!classes[class].narrow(c));
		CHECK_INT(!!iswctype((wint_t)c, type),
			  !!classes[class].narrow(c));
	}
	CHECK_INT(classes[class].wide(WEOF), 0);
	CHECK_INT(iswctype(WEOF, type), 0);
}

int main(void)
{
	size_t i;

	for (i = 0; i < sizeof(classes) / sizeof(*classes); i++)
		ascii(i);
	utf8_locale();
	for (i = 0; i < sizeof(classes) / sizeof(*classes); i++)
		ascii(i);
	check_row(NULL, 0);
	CHECK(iswalpha(0xe4) && iswlower(0xe4) && !iswupper(0xe4));
	CHECK(iswalpha(0xc4) && iswupper(0xc4) && !iswlower(0xc4));
	CHECK(iswalpha(0x416) && iswupper(0x416));
	CHECK(iswalpha(0x3b1) && iswlower(0x3b1));
	CHECK(iswalpha(0x4e00) && !iswupper(0x4e00) && !iswlower(0x4e00));
	CHECK(iswprint(0x20ac) && iswpunct(0x20ac) && !iswalpha(0x20ac));
	CHECK(iswspace(0x2003) && !iswgraph(0x2003));
	CHECK(!iswdigit(0x661) && !iswxdigit(0xff21));
	CHECK(iswcntrl(0x85) && !iswprint(0x85));
	CHECK(!iswprint(0xd800));
	CHECK_UINT(wctype("no such class"), 0);
	CHECK_UINT(wctype(""), 0);
	return check_status();
}
